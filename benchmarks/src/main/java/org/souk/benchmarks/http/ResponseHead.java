package org.souk.benchmarks.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Status and framing of a response.
 *
 * @param length length of the body, or -1 if absent
 * @param closing whether the server closes the connection
 * @param cookie the {@code name=value} of Set-Cookie, or empty
 */
public record ResponseHead(int status, int length, boolean chunked, boolean closing, String cookie) {
    public static final byte[] LINE = "\r\n".getBytes(StandardCharsets.US_ASCII);
    public static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Parses the lines before the body. */
    public static ResponseHead parse(String head) throws IOException {
        String[] lines = head.split("\r\n", -1);
        if (!lines[0].matches("HTTP/1\\.1 [1-5][0-9][0-9]( .*)?")) {
            throw new IOException("no answer in HTTP/1.1: " + lines[0]);
        }
        int length = -1;
        boolean chunked = false;
        boolean closing = false;
        String cookie = "";
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            String text = lines[i].substring(colon + 1).strip();
            String value = text.toLowerCase(Locale.ROOT);
            switch (lines[i].substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Integer.parseInt(value);
                case "transfer-encoding" -> chunked = value.equals("chunked");
                case "connection" -> closing = value.equals("close");
                case "set-cookie" -> cookie = text.split(";", 2)[0];
                default -> {}
            }
        }
        return new ResponseHead(Integer.parseInt(lines[0].substring(9, 12)), length, chunked, closing, cookie);
    }
}
