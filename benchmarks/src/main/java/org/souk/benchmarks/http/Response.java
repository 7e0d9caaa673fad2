package org.souk.benchmarks.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An answer that lies in its connection's buffer, until that is used again. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares answers
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

    /** What stands between two texts, the first time; empty if nothing does. */
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

    /** Short enough for a table of failures. */
    public String shown() {
        String text = text().replaceAll("\\s+", " ");
        return status() + " " + (text.length() > 160 ? text.substring(0, 160) + "…" : text);
    }
}
