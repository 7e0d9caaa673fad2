package org.souk.storefront.internal.pages;

import java.util.regex.Pattern;

/** Where a shopper goes on after signing in: only ever a path of the shop itself, or the form would send people anywhere. */
final class OwnPath {
    private static final int LONGEST = 500;
    /** Browsers take a second slash, or a backslash for one, as the begin of a host's name. */
    private static final Pattern FORM = Pattern.compile("/(?:[!-\\[\\]-~&&[^/\\\\]][!-\\[\\]-~]*)?");

    private OwnPath() {}

    /** The path, if it is one; else another. */
    static String of(String text, String otherwise) {
        return text.length() <= LONGEST && FORM.matcher(text).matches() ? text : otherwise;
    }
}
