package org.souk.core.internal.order;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.souk.common.text.TextNormalizer;

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

    /** Characters that Java's conversion drops or replaces: format characters, variation selectors, the ideographic full stop. */
    private static final Pattern DROPPED =
            Pattern.compile("[\\p{Cf}\\u034F\\u1806\\u180B-\\u180F\\u3002\\uFE00-\\uFE0F]");

    private EmailAddress() {}

    public static boolean isOne(String text) {
        int at = text.indexOf('@');
        if (at <= 0 || text.length() > MAX_LENGTH) {
            return false;
        }
        String local = text.substring(0, at);
        String domain = asciiDomain(text.substring(at + 1));
        int length = local.getBytes(StandardCharsets.UTF_8).length;
        return length <= MAX_LOCAL_PART
                && length + 1 + domain.length() <= MAX_LENGTH
                && consists(local, WORD, 1)
                && consists(domain, LABEL, 2);
    }

    /**
     * The form for comparison: in lower case, with the domain in ASCII as in DNS, so that an address in Unicode equals the same one in
     * ASCII. A text that is no address is cleaned and becomes lower case.
     */
    public static String comparable(String text) {
        String lower = TextNormalizer.clean(text).toLowerCase(Locale.ROOT);
        int at = lower.indexOf('@') + 1;
        String domain = at > 0 ? asciiDomain(lower.substring(at)) : "";
        return domain.isEmpty() ? lower : lower.substring(0, at) + domain.toLowerCase(Locale.ROOT);
    }

    /**
     * The domain in ASCII, as in DNS; {@code ""} if it is invalid. Java's conversion drops invisible characters and replaces others, so that
     * different texts would become one domain; this method refuses such texts.
     */
    private static String asciiDomain(String domain) {
        if (!TextNormalizer.caseKey(domain).equals(domain)
                || !Normalizer.isNormalized(domain, Normalizer.Form.NFKC)
                || DROPPED.matcher(domain).find()) {
            return "";
        }
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
