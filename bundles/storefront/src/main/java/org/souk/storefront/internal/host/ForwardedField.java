package org.souk.storefront.internal.host;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.souk.storefront.internal.web.RequestProblem;

/** The header {@code Forwarded} of RFC 7239. */
final class ForwardedField {
    private static final int LONGEST = 4_000;
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    // possessive: a loop over alternatives that may give back would take a frame of the stack for each character
    private static final Pattern PAIR =
            Pattern.compile("(" + TOKEN + ")=(?:(" + TOKEN + ")|\"((?:[^\"\\\\\\p{Cntrl}]++|\\\\[^\\p{Cntrl}])*+)\")");
    private static final Pattern BREAK = Pattern.compile("[ \\t]*+([;,])[ \\t]*+");

    private ForwardedField() {}

    /**
     * The parameters of the last element, which the nearest hop added. The whole value is read strictly, so that nothing a client
     * wrote before it (an open quote, say) can swallow it.
     *
     * @throws RequestProblem 400 if it is malformed
     */
    static Map<String, String> last(String value) {
        if (value.length() > LONGEST) {
            throw RequestProblem.malformed("the header Forwarded has more than " + LONGEST + " characters");
        }
        Map<String, String> element = new HashMap<>();
        String text = value.strip();
        int at = 0;
        while (at < text.length()) {
            Matcher pair = PAIR.matcher(text).region(at, text.length());
            if (!pair.lookingAt()) {
                throw RequestProblem.malformed("the header Forwarded is malformed");
            }
            String plain = pair.group(2);
            String given = plain != null ? plain : pair.group(3).replaceAll("\\\\(.)", "$1");
            if (element.put(pair.group(1).toLowerCase(Locale.ROOT), given) != null) {
                throw RequestProblem.malformed("the header Forwarded says something twice");
            }
            at = pair.end();
            if (at == text.length()) {
                break;
            }
            Matcher gap = BREAK.matcher(text).region(at, text.length());
            if (!gap.lookingAt() || gap.end() == text.length()) {
                throw RequestProblem.malformed("the header Forwarded is malformed");
            }
            if (gap.group(1).equals(",")) {
                element.clear();
            }
            at = gap.end();
        }
        return element;
    }
}
