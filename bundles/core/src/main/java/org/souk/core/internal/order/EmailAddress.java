package org.souk.core.internal.order;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Validates e-mail addresses: RFC 5321, section 4.1.2, without quoted local parts and address literals, and with a dot in the domain. Accepts
 * international domains (IDNA) and local parts (RFC 6531) as people write them. Matches part by part, because one pattern for the whole text
 * could recurse deeply.
 */
public final class EmailAddress {
    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL_PART = 64;
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    private EmailAddress() {}

    public static boolean isOne(String text) {
        int at = text.indexOf('@');
        if (at <= 0 || text.length() > MAX_LENGTH) {
            return false;
        }
        String local = text.substring(0, at);
        String domain = ascii(text.substring(at + 1));
        int length = local.getBytes(StandardCharsets.UTF_8).length;
        return length <= MAX_LOCAL_PART
                && length + 1 + domain.length() <= MAX_LENGTH
                && consists(local, WORD, 1)
                && consists(domain, LABEL, 2);
    }

    /** The domain as DNS has it; empty if there is none like this. */
    private static String ascii(String domain) {
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED | IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean consists(String text, Pattern part, int least) {
        String[] parts = text.split("\\.", -1);
        return parts.length >= least && Arrays.stream(parts).allMatch(part.asMatchPredicate());
    }
}
