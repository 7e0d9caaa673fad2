package org.souk.core.internal.order;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Validates e-mail addresses: RFC 5321, section 4.1.2, without quoted local parts and address literals, and with a dot in the domain.
 * Matches part by part, because one pattern for the whole text could recurse deeply.
 */
public final class EmailAddress {
    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL_PART = 64;
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    private EmailAddress() {}

    public static boolean isOne(String text) {
        int at = text.indexOf('@');
        return text.length() <= MAX_LENGTH
                && at > 0
                && at <= MAX_LOCAL_PART
                && consists(text.substring(0, at), WORD, 1)
                && consists(text.substring(at + 1), LABEL, 2);
    }

    private static boolean consists(String text, Pattern part, int least) {
        String[] parts = text.split("\\.", -1);
        return parts.length >= least && Arrays.stream(parts).allMatch(part.asMatchPredicate());
    }
}
