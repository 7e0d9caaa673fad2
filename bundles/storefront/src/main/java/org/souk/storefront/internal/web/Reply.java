package org.souk.storefront.internal.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.souk.api.session.SessionToken;

/**
 * A response, before {@code ReplyWriter} writes it and adds the security headers.
 *
 * @param headers by name, without Cache-Control
 * @param sessionOrNull the session whose cookie the reply sets, or null; only after a write
 */
public record Reply(
        int status,
        Map<String, String> headers,
        Content content,
        CacheControl cacheControl,
        @Nullable SessionToken sessionOrNull) {
    public interface Content {
        /** Length in bytes. */
        long length();

        /** May be called more than once. */
        void writeTo(OutputStream out) throws IOException;

        interface ContentWriter {
            void writeTo(OutputStream out) throws IOException;
        }

        /** Does not copy the bytes. */
        static Content of(byte[] bytes) {
            return of(() -> bytes.length, out -> out.write(bytes));
        }

        static Content of(LongSupplier length, ContentWriter writer) {
            return new Content() {
                @Override
                public long length() {
                    return length.getAsLong();
                }

                @Override
                public void writeTo(OutputStream out) throws IOException {
                    writer.writeTo(out);
                }
            };
        }
    }

    public Reply {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = Collections.unmodifiableMap(copy);
    }

    public static Reply html(int status, String page) {
        return of(status, "text/html; charset=utf-8", page);
    }

    public static Reply json(int status, byte[] json) {
        return of(status, "application/json", Content.of(json));
    }

    public static Reply of(int status, String contentType, String text) {
        return of(status, contentType, Content.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    public static Reply of(int status, String contentType, Content content) {
        return new Reply(status, Map.of("Content-Type", contentType), content, CacheControl.NO_STORE, null);
    }

    /**
     * A redirect without a body.
     *
     * @param status 303 after a form, 307 to repeat the request elsewhere, 308 for a permanent move
     * @param location absolute, or a path that starts with one slash
     */
    public static Reply redirect(int status, String location) {
        return empty(status).with("Location", location);
    }

    public static Reply empty(int status) {
        return new Reply(status, Map.of(), Content.of(new byte[0]), CacheControl.NO_STORE, null);
    }

    /** Adds Retry-After, which asks the client to wait, rounded up to seconds (RFC 9110, section 10.2.3). */
    public Reply retryAfter(Duration wait) {
        return with("Retry-After", seconds(wait));
    }

    static String seconds(Duration wait) {
        return Long.toString(wait.plusMillis(999).toSeconds());
    }

    /** Replaces a header of that name. */
    public Reply with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.keySet().removeIf(name::equalsIgnoreCase);
        more.put(name, value);
        return new Reply(status, more, content, cacheControl, sessionOrNull);
    }

    public Reply with(CacheControl other) {
        return new Reply(status, headers, content, other, sessionOrNull);
    }

    public Reply with(SessionToken session) {
        return new Reply(status, headers, content, cacheControl, session);
    }
}
