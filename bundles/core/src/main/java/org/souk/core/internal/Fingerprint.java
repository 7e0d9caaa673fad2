package org.souk.core.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Tells whether a request that comes again under its key is the same. */
public final class Fingerprint {
    private Fingerprint() {}

    /**
     * SHA-256 over the parts and where each ends.
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
