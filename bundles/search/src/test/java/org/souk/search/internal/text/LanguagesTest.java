package org.souk.search.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {
    @ParameterizedTest(name = "{0}: {1} is {2}")
    @DisplayName("inflections of a word are one, in the language of the shop")
    @CsvSource({
        "en, saddles, saddle",
        "en, brushes, brush",
        "en, boxes, box",
        "en, rider's, rider",
        "de, Sättel, Sattel",
        "de, Gläser, Glas",
        "de, Loeffel, Löffel",
        "de, GROSSE, große",
        "fr, chevaux, cheval",
        "fr, l'écharpe, écharpes",
        "es, zapatos, zapato",
        "it, dell'acqua, acqua",
        "pt, botões, botão",
        "nl, schoenen, schoen",
        "sv, bilar, bil",
        "da, hundene, hunden",
        "nb, hester, hest",
        "fi, kengät, kengat",
        "hu, cipők, cipő",
        "cs, boty, bota",
        "ru, сапоги, сапог",
        "el, παπούτσια, παπουτσια",
        "tr, IŞIK, ışık",
        "ar, الكتاب, كتاب",
        "pl, BUTÓW, butow",
    })
    void inflections(String language, String one, String other) {
        ShopAnalyzer analyzer = ShopAnalyzer.of(Locale.forLanguageTag(language));
        assertThat(analyzer.words(one, true)).isNotEmpty().containsAnyElementsOf(analyzer.words(other, true));
    }

    @ParameterizedTest
    @DisplayName("every language has as many stems as words")
    @ValueSource(
            strings = {
                "en", "de", "fr", "it", "ca", "ga", "es", "pt", "nl", "ro", "sv", "da", "no", "fi", "hu", "et", "lv",
                "lt", "cs", "bg", "ru", "sr", "el", "tr", "ar", "fa", "hi", "id", "zh", "ja", "pl", "xx", ""
            })
    void aligned(String language) {
        ShopAnalyzer analyzer = ShopAnalyzer.of(Locale.forLanguageTag(language));
        String text = "The brown Größe l'Été 17½ ﬁn Ñandú сапоги 東京都 الكتاب a-b_c 4x4";
        assertThat(analyzer.words(text, true)).hasSameSizeAs(analyzer.words(text, false));
        assertThat(analyzer.words("", true)).isEmpty();
        assertThat(analyzer.words("… & —", false)).isEmpty();
    }

    @Test
    @DisplayName("case, accents, ligatures and apostrophes do not matter")
    void folds() {
        assertThat(ShopAnalyzer.of(Locale.forLanguageTag("pl"))
                        .words("Größe Ñandú, Łódź ﬁn ÆON e\u0301te\u0301", false))
                .containsExactly("grosse", "nandu", "lodz", "fin", "aeon", "ete");
        assertThat(Folding.of("d’Or")).isEqualTo("dor");
        assertThat(Folding.of("한글")).isEqualTo("한글");
    }
}
