package org.souk.storefront.internal.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/** Conditional requests (RFC 9110, section 13): 304 when the client has it already. */
public final class Conditional {
    private Conditional() {}

    /** The shopper's own browser may keep the page, and asks each time whether it is still the same. */
    public static Reply kept(Exchange exchange, Reply page) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(page.text().getBytes(StandardCharsets.UTF_8));
            String tag = HexFormat.of().formatHex(digest, 0, 12);
            return tagged(exchange, page.with("Cache-Control", "private, no-cache"), tag);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The reply with that entity tag, or 304 if {@code If-None-Match} names it. */
    public static Reply tagged(Exchange exchange, Reply reply, String tag) {
        // weak: the server in front may compress
        String weak = "W/\"" + tag + "\"";
        Reply tagged = reply.with("ETag", weak);
        boolean known = exchange.headers().all("If-None-Match").stream()
                .flatMap(field -> Arrays.stream(field.split(",")))
                .map(String::strip)
                .anyMatch(given -> given.equals("*") || given.equals(weak) || given.equals("\"" + tag + "\""));
        if (!known || !exchange.reads() || reply.status() != 200) {
            return tagged;
        }
        return new Reply(
                304,
                Map.of("ETag", weak, "Cache-Control", tagged.header("Cache-Control")),
                Reply.Content.of(new byte[0]),
                null);
    }
}
