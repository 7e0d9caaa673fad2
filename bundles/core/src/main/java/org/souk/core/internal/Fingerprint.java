package org.souk.core.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.souk.common.digest.Sha256;

/** Computes digests, mainly of requests, to tell a repeated request from another one with the same idempotency key. */
public final class Fingerprint {
    private Fingerprint() {}

    /** Returns the SHA-256 of the parts and their lengths in 64 hexadecimal digits; a null part differs from an empty one. */
    public static String of(@Nullable String... parts) {
        MessageDigest digest = Sha256.start();
        for (String part : parts) {
            byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
            int length = part == null ? -1 : bytes.length;
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
            digest.update(bytes);
        }
        return Sha256.hex(digest);
    }
}
