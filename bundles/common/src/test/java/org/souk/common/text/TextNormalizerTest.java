package org.souk.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In the tables, {@code \}{@code uXXXX} stands for a UTF-16 unit, so that every invisible character can be seen. */
class TextNormalizerTest {
    @ParameterizedTest(name = "{0} is a blank")
    @DisplayName("every blank that spreadsheets and web pages leave goes at the ends, and a text of it alone is blank")
    @ValueSource(
            strings = {
                "0009", "000A", "000B", "000C", "000D", "001C", "001F", "0020", "0085", "00A0", "00AD", "1680", "180E",
                "2000", "2003", "2007", "2009", "200A", "200B", "2028", "2029", "202F", "205F", "2060", "2063", "206A",
                "2800", "3000", "3164", "FEFF", "FFA0"
            })
    void blanks(String code) {
        String blank = String.valueOf((char) Integer.parseInt(code, 16));
        assertThat(TextNormalizer.clean(blank + "Brown bread" + blank)).isEqualTo("Brown bread");
        assertThat(TextNormalizer.strip(blank)).isEmpty();
        assertThat(TextNormalizer.isBlank(" " + blank)).isTrue();
        assertThat(TextNormalizer.isBlank(blank + "x")).isFalse();
    }

    @ParameterizedTest(name = "[{0}]")
    @DisplayName("a text that shows nothing is blank, whatever it consists of")
    @ValueSource(
            strings = {
                "",
                " ",
                "\\u00A0\\u200B",
                "\\u200D",
                "\\u200C",
                "\\uFE0F",
                "\\u200E",
                "\\u2066\\u2069",
                "\\u202A \\u202C",
                "\\uDB40\\uDC7F",
                "\\u034F"
            })
    void blank(String text) {
        assertThat(TextNormalizer.isBlank(unescaped(text))).isTrue();
        assertThat(TextNormalizer.clean(unescaped(text))).isEmpty();
        assertThat(TextNormalizer.key(unescaped(text))).isEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @DisplayName("the form to show is NFC without blanks at its ends; what lies within stays")
    @CsvSource(
            delimiter = '|',
            value = {
                "plain|plain",
                "\\u00A0a\\u00A0b\\u202F|a\\u00A0b",
                "Cafe\\u0301|Caf\\u00E9",
                "\\uFEFFname|name",
                "a\\u200Bb|a\\u200Bb",
                // emoji and letters keep what belongs to them
                "\\u2764\\uFE0F|\\u2764\\uFE0F",
                "\\uD83D\\uDC68\\u200D\\uD83D\\uDC67|\\uD83D\\uDC68\\u200D\\uD83D\\uDC67",
                "\\u0647\\u200D|\\u0647\\u200D",
                "\\uD83C\\uDFF4\\uDB40\\uDC67\\uDB40\\uDC7F|\\uD83C\\uDFF4\\uDB40\\uDC67\\uDB40\\uDC7F",
                // directions: marks go, pairs go together or not at all
                "\\u200Eshop\\u200F|shop",
                "\\u202A+44 20\\u202C|+44 20",
                "\\u2066a\\u2069 and \\u2067b\\u2069|\\u2066a\\u2069 and \\u2067b\\u2069",
                "a \\u2067b\\u2069 |a \\u2067b\\u2069",
                // control characters are for the caller to refuse
                "\\u0000a|\\u0000a",
                "a\\u0007|a\\u0007"
            })
    void clean(String text, String expected) {
        assertThat(TextNormalizer.clean(unescaped(text))).isEqualTo(unescaped(expected));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @DisplayName("texts that look the same have the same keys")
    @CsvSource(
            delimiter = '|',
            value = {
                "Dark Blue|Dark\\u00A0Blue",
                "Dark Blue|Dark \\u00A0\\u2009 Blue\\u200B",
                "Dark Blue|Dark\\tBlue",
                "Dark Blue|Dark\\u200B \\u200BBlue",
                "foobar|foo\\u200Bbar",
                "foobar|foo\\u00ADbar",
                "foobar|foo\\u200Ebar",
                "Cr\\u00E8me|Cre\\u0300me",
                "\\u00E9|e\\u200B\\u0301",
                "\\uAC00|\\u1100\\u1161"
            })
    void sameKey(String one, String other) {
        assertThat(TextNormalizer.caseKey(unescaped(other))).isEqualTo(TextNormalizer.caseKey(unescaped(one)));
        assertThat(TextNormalizer.key(unescaped(other))).isEqualTo(TextNormalizer.key(unescaped(one)));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @DisplayName("case counts in one key and not in the other, in every script")
    @CsvSource({
        "Bread,bread",
        "BREAD,bread",
        "\\u00C9clair,e\\u0301clair",
        "STRASSE,stra\\u00DFe",
        "\\u03A3\\u03A3,\\u03C3\\u03C2",
        "\\u0416,\\u0436"
    })
    void caseFolding(String one, String other) {
        assertThat(TextNormalizer.key(unescaped(one))).isEqualTo(TextNormalizer.key(unescaped(other)));
        assertThat(TextNormalizer.caseKey(unescaped(one))).isNotEqualTo(TextNormalizer.caseKey(unescaped(other)));
    }

    @ParameterizedTest(name = "{0} is not {1}")
    @DisplayName("texts that look different stay different")
    @CsvSource({"Dark Blue,DarkBlue", "a-b,a b", "\\u00BD,1/2", "e,\\u00E9"})
    void otherKey(String one, String other) {
        assertThat(TextNormalizer.key(unescaped(one))).isNotEqualTo(TextNormalizer.key(unescaped(other)));
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\u", i)) {
                plain.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 5;
            } else if (text.startsWith("\\t", i)) {
                plain.append('\t');
                i++;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }
}
