package org.souk.storefront.internal.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.souk.api.session.SessionToken;

/**
 * What is answered. The servlet adds the security headers, and {@code Cache-Control: no-store} where the reply says nothing.
 *
 * @param status of HTTP
 * @param headers by name
 * @param content the body
 * @param sessionOrNull the cookie to set, or null; only ever after a write
 */
public record Reply(
        int status,
        Map<String, String> headers,
        Content content,
        @Nullable SessionToken sessionOrNull) {
    /** A body. */
    public interface Content {
        /** Its length in bytes. */
        long length();

        /** Writes all of it. */
        void writeTo(OutputStream out) throws IOException;

        /** The bytes, not copied. */
        static Content of(byte[] bytes) {
            return new Content() {
                @Override
                public long length() {
                    return bytes.length;
                }

                @Override
                public void writeTo(OutputStream out) throws IOException {
                    out.write(bytes);
                }
            };
        }
    }

    /** Takes a copy. */
    public Reply {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = Collections.unmodifiableMap(copy);
    }

    /** A page. */
    public static Reply html(int status, String page) {
        return of(status, "text/html; charset=utf-8", page);
    }

    /** JSON. */
    public static Reply json(int status, byte[] json) {
        return of(status, "application/json", json);
    }

    /** A text of that type. */
    public static Reply of(int status, String contentType, String text) {
        return of(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes of that type. */
    public static Reply of(int status, String contentType, byte[] body) {
        return new Reply(status, Map.of("Content-Type", contentType), Content.of(body), null);
    }

    /**
     * Somewhere else.
     *
     * @param status 303 after a form, 308 for good
     * @param location absolute, or a path that starts with one slash
     */
    public static Reply redirect(int status, String location) {
        return empty(status).with("Location", location);
    }

    /** No body. */
    public static Reply empty(int status) {
        return new Reply(status, Map.of(), Content.of(new byte[0]), null);
    }

    /** With a header, in place of one of that name. */
    public Reply with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.keySet().removeIf(name::equalsIgnoreCase);
        more.put(name, value);
        return new Reply(status, more, content, sessionOrNull);
    }

    /** With the cookie of that session. */
    public Reply with(SessionToken session) {
        return new Reply(status, headers, content, session);
    }

    /** Anybody may keep it for so long. */
    public Reply cached(int seconds) {
        return with("Cache-Control", "public, max-age=" + seconds);
    }

    /** Nobody keeps it. */
    public Reply personal() {
        return with("Cache-Control", "no-store");
    }

    /** The cookie to set. */
    public Optional<SessionToken> session() {
        return Optional.ofNullable(sessionOrNull);
    }

    /** A header, or {@code ""}. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The body as text, for tests. */
    public String text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
