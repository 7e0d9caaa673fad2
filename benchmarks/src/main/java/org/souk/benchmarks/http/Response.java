package org.souk.benchmarks.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A response in the buffer of its connection; valid until the next request. */
@SuppressWarnings("ArrayRecordComponent") // responses are never compared
public record Response(ResponseHead head, byte[] buffer, int start, int length) {
    public int status() {
        return head.status();
    }

    public boolean closing() {
        return head.closing();
    }

    public boolean contains(byte[] text) {
        return ByteSearch.find(buffer, start, start + length, text) >= 0;
    }

    /** The text between the first occurrences of two texts, or an empty text. */
    public String between(byte[] before, byte[] after) {
        int from = ByteSearch.find(buffer, start, start + length, before);
        if (from < 0) {
            return "";
        }
        int to = ByteSearch.find(buffer, from + before.length, start + length, after);
        return to < 0
                ? ""
                : new String(buffer, from + before.length, to - from - before.length, StandardCharsets.UTF_8);
    }

    public byte[] body() {
        return Arrays.copyOfRange(buffer, start, start + length);
    }

    public String text() {
        return new String(buffer, start, length, StandardCharsets.UTF_8);
    }

    /** Status and start of the body, for failure messages. */
    public String shown() {
        String text = text().replaceAll("\\s+", " ");
        return status() + " " + (text.length() > 160 ? text.substring(0, 160) + "…" : text);
    }
}
