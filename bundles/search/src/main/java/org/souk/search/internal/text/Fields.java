package org.souk.search.internal.text;

import java.util.Set;

/** Names of the index fields of a product. */
public final class Fields {
    /** Stems of the title. */
    public static final String TITLE = "title";

    public static final String TITLE_WORDS = "titleWords";

    /** Stems of vendor, type, tags and options. */
    public static final String ABOUT = "about";

    /** Folded words of vendor, type, tags and options. */
    public static final String ABOUT_WORDS = "aboutWords";

    /** Stems of the description. */
    public static final String TEXT = "text";

    /** SKUs and barcodes in lower case, whole. */
    public static final String CODE = "code";

    public static final String HANDLE = "handle";

    /** Collation key of the title: bytes in the alphabetical order of the language. */
    public static final String SORT = "sort";

    private static final String FIRST = "First";
    private static final Set<String> STEMMED = Set.of(TITLE, ABOUT, TEXT);

    private Fields() {}

    /**
     * The field with the first letters of another field's words. It serves a search for one letter: most products contain a word that
     * begins with it, and searching one term is far cheaper than searching all words with that prefix.
     */
    public static String first(String field) {
        return field + FIRST;
    }

    static boolean firsts(String field) {
        return field.endsWith(FIRST);
    }

    public static boolean stemmed(String field) {
        return STEMMED.contains(field);
    }
}
