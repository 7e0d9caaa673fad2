package org.souk.storefront.internal.host;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.souk.storefront.internal.web.RequestProblem;

/** Parses the header {@code Forwarded} (RFC 7239), in which a proxy reports the original request. */
final class ForwardedHeader {
    private static final int MAX_CHARACTERS = 4_000;
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    // possessive quantifiers: backtracking would need a stack frame for each character
    private static final Pattern PAIR =
            Pattern.compile("(" + TOKEN + ")=(?:(" + TOKEN + ")|\"((?:[^\"\\\\\\p{Cntrl}]++|\\\\[^\\p{Cntrl}])*+)\")");
    private static final Pattern SEPARATOR = Pattern.compile("[ \\t]*+([;,])[ \\t]*+");

    private ForwardedHeader() {}

    /**
     * The parameters of the last element, which the nearest proxy added. The whole value must be well-formed, so that an open quote from
     * the client cannot hide that element.
     *
     * @throws RequestProblem 400 if it is malformed
     */
    static Map<String, String> last(String value) {
        if (value.length() > MAX_CHARACTERS) {
            throw RequestProblem.malformed("the header Forwarded has more than " + MAX_CHARACTERS + " characters");
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
                throw RequestProblem.malformed("the header Forwarded repeats a parameter");
            }
            at = pair.end();
            if (at == text.length()) {
                break;
            }
            Matcher separator = SEPARATOR.matcher(text).region(at, text.length());
            if (!separator.lookingAt() || separator.end() == text.length()) {
                throw RequestProblem.malformed("the header Forwarded is malformed");
            }
            if (separator.group(1).equals(",")) {
                element.clear();
            }
            at = separator.end();
        }
        return element;
    }
}
