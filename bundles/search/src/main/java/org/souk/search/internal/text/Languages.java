package org.souk.search.internal.text;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.bg.BulgarianStemFilter;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.cz.CzechStemFilter;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.el.GreekStemFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.et.EstonianAnalyzer;
import org.apache.lucene.analysis.fa.PersianNormalizationFilter;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fi.FinnishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.ga.IrishAnalyzer;
import org.apache.lucene.analysis.hi.HindiNormalizationFilter;
import org.apache.lucene.analysis.hi.HindiStemFilter;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.hu.HungarianLightStemFilter;
import org.apache.lucene.analysis.id.IndonesianStemFilter;
import org.apache.lucene.analysis.in.IndicNormalizationFilter;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.it.ItalianLightStemFilter;
import org.apache.lucene.analysis.lt.LithuanianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianStemFilter;
import org.apache.lucene.analysis.miscellaneous.ScandinavianNormalizationFilter;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.no.NorwegianLightStemFilter;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.ru.RussianLightStemFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.sr.SerbianNormalizationFilter;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.sv.SwedishLightStemFilter;
import org.apache.lucene.analysis.tr.ApostropheFilter;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.CatalanStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EstonianStemmer;
import org.tartarus.snowball.ext.IrishStemmer;
import org.tartarus.snowball.ext.LithuanianStemmer;
import org.tartarus.snowball.ext.RomanianStemmer;
import org.tartarus.snowball.ext.SerbianStemmer;

/**
 * The supported languages. It prefers light stemmers: shoppers mostly search for nouns, and a strong stemmer would match different ones.
 * Increase {@code IndexFolder.FORMAT} after every change, so that indexes made before are rebuilt.
 */
final class Languages {
    private static final UnaryOperator<TokenStream> NOTHING = UnaryOperator.identity();

    private Languages() {}

    static Language of(String language) {
        return switch (language) {
            case "en" ->
                Language.of(EnglishPossessiveFilter::new, KStemFilter::new, EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
            case "de" ->
                Language.of(
                        GermanNormalizationFilter::new, GermanLightStemFilter::new, GermanAnalyzer.getDefaultStopSet());
            case "fr" ->
                Language.of(
                        words -> new ElisionFilter(words, FrenchAnalyzer.DEFAULT_ARTICLES),
                        FrenchLightStemFilter::new,
                        FrenchAnalyzer.getDefaultStopSet());
            case "it" ->
                Language.of(
                        elided("c", "l", "all", "dall", "dell", "nell", "sull", "coll", "gl", "d", "un", "m", "t", "s"),
                        ItalianLightStemFilter::new,
                        ItalianAnalyzer.getDefaultStopSet());
            case "ca" ->
                Language.of(
                        elided("d", "l", "m", "n", "s", "t"),
                        snowball(CatalanStemmer::new),
                        CatalanAnalyzer.getDefaultStopSet());
            case "ga" ->
                Language.of(elided("d", "m", "b"), snowball(IrishStemmer::new), IrishAnalyzer.getDefaultStopSet());
            case "es" -> Language.of(SpanishLightStemFilter::new, SpanishAnalyzer.getDefaultStopSet());
            case "pt" -> Language.of(PortugueseLightStemFilter::new, PortugueseAnalyzer.getDefaultStopSet());
            case "nl" -> Language.of(snowball(DutchStemmer::new), DutchAnalyzer.getDefaultStopSet());
            case "ro" -> Language.of(snowball(RomanianStemmer::new), RomanianAnalyzer.getDefaultStopSet());
            case "sv" ->
                Language.of(
                        ScandinavianNormalizationFilter::new,
                        SwedishLightStemFilter::new,
                        SwedishAnalyzer.getDefaultStopSet());
            case "da" ->
                Language.of(
                        ScandinavianNormalizationFilter::new,
                        snowball(DanishStemmer::new),
                        DanishAnalyzer.getDefaultStopSet());
            case "no", "nb", "nn" ->
                Language.of(
                        ScandinavianNormalizationFilter::new,
                        NorwegianLightStemFilter::new,
                        NorwegianAnalyzer.getDefaultStopSet());
            case "fi" -> Language.of(FinnishLightStemFilter::new, FinnishAnalyzer.getDefaultStopSet());
            default -> further(language);
        };
    }

    private static Language further(String language) {
        return switch (language) {
            case "hu" -> Language.of(HungarianLightStemFilter::new, HungarianAnalyzer.getDefaultStopSet());
            case "et" -> Language.of(snowball(EstonianStemmer::new), EstonianAnalyzer.getDefaultStopSet());
            case "lv" -> Language.of(LatvianStemFilter::new, LatvianAnalyzer.getDefaultStopSet());
            case "lt" -> Language.of(snowball(LithuanianStemmer::new), LithuanianAnalyzer.getDefaultStopSet());
            case "cs" -> Language.of(CzechStemFilter::new, CzechAnalyzer.getDefaultStopSet());
            case "bg" -> Language.of(BulgarianStemFilter::new, BulgarianAnalyzer.getDefaultStopSet());
            case "ru" -> Language.of(RussianLightStemFilter::new, RussianAnalyzer.getDefaultStopSet());
            case "sr", "hr", "bs" ->
                Language.of(SerbianNormalizationFilter::new, snowball(SerbianStemmer::new), CharArraySet.EMPTY_SET);
            case "el" -> Language.of(GreekStemFilter::new, GreekAnalyzer.getDefaultStopSet());
            // without stemming: Lucene's stemmer reduces "çanta" to "ça"
            case "tr" -> Language.of(ApostropheFilter::new, NOTHING, TurkishAnalyzer.getDefaultStopSet());
            case "ar" ->
                Language.of(ArabicNormalizationFilter::new, ArabicStemFilter::new, ArabicAnalyzer.getDefaultStopSet());
            case "fa" -> Language.of(PersianNormalizationFilter::new, NOTHING, CharArraySet.EMPTY_SET);
            case "hi" ->
                Language.of(
                        words -> new HindiNormalizationFilter(new IndicNormalizationFilter(words)),
                        HindiStemFilter::new,
                        CharArraySet.EMPTY_SET);
            case "id", "ms" -> Language.of(IndonesianStemFilter::new, CharArraySet.EMPTY_SET);
            case "zh", "ja", "ko" ->
                Language.of(words -> new CJKBigramFilter(new CJKWidthFilter(words)), NOTHING, CharArraySet.EMPTY_SET);
            default -> Language.ANY;
        };
    }

    private static UnaryOperator<TokenStream> snowball(Supplier<SnowballStemmer> stemmer) {
        return words -> new SnowballFilter(words, stemmer.get());
    }

    private static UnaryOperator<TokenStream> elided(String... articles) {
        CharArraySet set = CharArraySet.unmodifiableSet(new CharArraySet(List.of(articles), true));
        return words -> new ElisionFilter(words, set);
    }
}
