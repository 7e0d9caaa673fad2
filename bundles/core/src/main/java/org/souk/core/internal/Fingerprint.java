package org.souk.core.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.souk.common.digest.Sha256;

/** Digests requests, so that a repetition can be distinguished from another request with the same idempotency key. */
public final class Fingerprint {
    private Fingerprint() {}

    /** SHA-256 over the parts and their lengths, in 64 hexadecimal digits; null differs from an empty part. */
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
