package org.souk.storefront.internal.web;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import org.souk.common.digest.Sha256;

/** Adds an ETag to replies, and answers 304 if the client has the content already (RFC 9110, section 13). */
public final class ETag {
    private ETag() {}

    /** Returns the reply with an ETag of its content: 24 hexadecimal digits of the SHA-256. */
    public static Reply conditional(Exchange exchange, Reply reply) {
        return conditional(exchange, reply, hash(reply.content()));
    }

    /**
     * The reply with that ETag, or 304 if {@code If-None-Match} contains it.
     *
     * @param hash changes with the content
     */
    public static Reply conditional(Exchange exchange, Reply reply, String hash) {
        // weak, because a proxy may compress the content
        String weak = "W/\"" + hash + "\"";
        boolean known = exchange.headers().all("If-None-Match").stream()
                .flatMap(field -> Arrays.stream(field.split(",")))
                .map(String::strip)
                .anyMatch(given -> given.equals("*") || given.equals(weak) || given.equals("\"" + hash + "\""));
        return known && exchange.isSafe() && reply.status() == 200
                ? new Reply(304, Map.of("ETag", weak), Reply.Content.of(new byte[0]), reply.cacheControl(), null)
                : reply.with("ETag", weak);
    }

    private static String hash(Reply.Content content) {
        try {
            MessageDigest digest = Sha256.start();
            content.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return Sha256.hex(digest).substring(0, 24);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
