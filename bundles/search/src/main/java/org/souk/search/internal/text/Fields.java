package org.souk.search.internal.text;

import java.util.Set;

/** Names of what is indexed of a product. */
public final class Fields {
    /** Stems of the title. */
    public static final String TITLE = "title";

    /** Words of the title. */
    public static final String TITLE_WORDS = "titleWords";

    /** Stems of vendor, type, tags and options. */
    public static final String ABOUT = "about";

    /** Words of these. */
    public static final String ABOUT_WORDS = "aboutWords";

    /** Stems of the description. */
    public static final String TEXT = "text";

    /** SKUs and barcodes in lower case, whole. */
    public static final String CODE = "code";

    /** Its name in addresses. */
    public static final String HANDLE = "handle";

    /** Of the title, bytes in the order of the language. */
    public static final String SORT = "sort";

    private static final String FIRST = "First";
    private static final Set<String> STEMMED = Set.of(TITLE, ABOUT, TEXT);

    private Fields() {}

    /**
     * First letters of a field's words. Most products have some word that begins with a given letter: found by one term they cost a fraction of what
     * all the words cost that begin with it.
     */
    public static String first(String field) {
        return field + FIRST;
    }

    /** Whether a field holds first letters. */
    static boolean firsts(String field) {
        return field.endsWith(FIRST);
    }

    /** Whether a field holds stems. */
    public static boolean stemmed(String field) {
        return STEMMED.contains(field);
    }
}
