package org.souk.storefront.internal.web;

import java.util.Arrays;
import java.util.Map;

/** Conditional requests (RFC 9110, section 13): 304 when the client has it already. */
public final class Conditional {
    private Conditional() {}

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
