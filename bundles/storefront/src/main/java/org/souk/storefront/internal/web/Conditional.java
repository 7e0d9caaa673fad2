package org.souk.storefront.internal.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.souk.common.digest.Sha256;

/** Conditional requests (RFC 9110, section 13): 304 when the client has it already. */
public final class Conditional {
    private Conditional() {}

    /** The shopper's own browser may keep the page, and asks each time whether it is still the same. */
    public static Reply kept(Exchange exchange, Reply page) {
        String tag = tag(page.text().getBytes(StandardCharsets.UTF_8));
        return tagged(exchange, page.with("Cache-Control", "private, no-cache"), tag);
    }

    /** An entity tag for that content: 24 hexadecimal digits of its SHA-256. */
    public static String tag(byte[] content) {
        return Sha256.of(content).substring(0, 24);
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
