package org.souk.core.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Digests requests, so that a repeat under the same idempotency key can be told from another request. */
public final class Fingerprint {
    private Fingerprint() {}

    /**
     * SHA-256 over the parts and their lengths; null differs from an empty part.
     *
     * @return 64 hexadecimal digits
     */
    public static String of(@Nullable String... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
                int length = part == null ? -1 : bytes.length;
                sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
                sha.update(bytes);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
