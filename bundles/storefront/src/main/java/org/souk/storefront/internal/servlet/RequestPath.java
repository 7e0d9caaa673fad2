package org.souk.storefront.internal.servlet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.souk.storefront.internal.web.RequestProblem;

/**
 * Decodes the path of a request once, and refuses paths that another server might read differently, for example with {@code %2f} or {@code
 * ..}.
 */
final class RequestPath {
    private static final int MAX_CHARACTERS = 2_000;
    private static final Pattern AMBIGUOUS = Pattern.compile("(?i)[\\\\;]|%2f|%5c|%[01][0-9a-f]|%7f");

    private RequestPath() {}

    /**
     * @param raw the path of the request line, without query
     * @throws RequestProblem 400 if it is malformed or ambiguous, 414 if it is too long
     */
    static String decode(String raw) {
        if (raw.length() > MAX_CHARACTERS) {
            throw new RequestProblem(414, "too-long", "the path has more than " + MAX_CHARACTERS + " characters");
        }
        if (!raw.startsWith("/") || AMBIGUOUS.matcher(raw).find()) {
            throw RequestProblem.malformed("the path is malformed");
        }
        String path = raw.indexOf('%') < 0 ? raw : decodePercents(raw);
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            String segment = segments[i];
            boolean inner = i < segments.length - 1;
            if (segment.equals(".") || segment.equals("..") || (segment.isEmpty() && inner)) {
                throw RequestProblem.malformed("the path has an empty or dotted part");
            }
        }
        return path;
    }

    private static String decodePercents(String raw) {
        byte[] text = raw.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(text.length);
        for (int i = 0; i < text.length; i++) {
            if (text[i] != '%') {
                bytes.put(text[i]);
                continue;
            }
            int high = i + 2 <= text.length - 1 ? Character.digit(text[i + 1], 16) : -1;
            int low = i + 2 <= text.length - 1 ? Character.digit(text[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw RequestProblem.malformed("the path has a percent sign without two hexadecimal digits");
            }
            bytes.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw RequestProblem.malformed("the path is not UTF-8");
        }
    }
}
