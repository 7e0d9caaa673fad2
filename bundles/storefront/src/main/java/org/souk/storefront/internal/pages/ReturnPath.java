package org.souk.storefront.internal.pages;

import java.util.regex.Pattern;

/** The path that a shopper returns to after signing in. Only paths of the shop are accepted: anything else would be an open redirect. */
final class ReturnPath {
    private static final int LONGEST = 500;
    /** Browsers read a second slash, or a backslash in its place, as the start of a host name. */
    private static final Pattern FORM = Pattern.compile("/(?:[!-\\[\\]-~&&[^/\\\\]][!-\\[\\]-~]*)?");

    private ReturnPath() {}

    static String of(String text, String otherwise) {
        return text.length() <= LONGEST && FORM.matcher(text).matches() ? text : otherwise;
    }
}
