package org.souk.core.internal.order;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * What is taken for an e-mail address: RFC 5321, section 4.1.2, without quoted names and address literals, and with a dot in the
 * domain. Looks at short texts only, part by part: a pattern for the whole could be led into a deep recursion.
 */
public final class EmailAddress {
    private static final int LONGEST = 254;
    private static final int LONGEST_NAME = 64;
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    private EmailAddress() {}

    /** Whether it is taken for one. */
    public static boolean isOne(String text) {
        int at = text.indexOf('@');
        return text.length() <= LONGEST
                && at > 0
                && at <= LONGEST_NAME
                && consists(text.substring(0, at), WORD, 1)
                && consists(text.substring(at + 1), LABEL, 2);
    }

    private static boolean consists(String text, Pattern part, int least) {
        String[] parts = text.split("\\.", -1);
        return parts.length >= least && Arrays.stream(parts).allMatch(part.asMatchPredicate());
    }
}
