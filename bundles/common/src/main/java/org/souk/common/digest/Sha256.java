package org.souk.common.digest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 digests as bytes, or as 64 lower-case hexadecimal digits. Texts are digested in UTF-8. */
public final class Sha256 {
    private Sha256() {}

    /** Starts a digest of content that arrives in parts. {@link #hex} completes it. */
    public static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The digits of everything that was added to the digest; resets it. */
    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    public static byte[] bytes(String text) {
        return start().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    public static String of(String text) {
        return HexFormat.of().formatHex(bytes(text));
    }

    /** Reads the stream to its end and closes it. */
    public static String of(InputStream content) throws IOException {
        try (DigestInputStream in = new DigestInputStream(content, start())) {
            in.transferTo(OutputStream.nullOutputStream());
            return hex(in.getMessageDigest());
        }
    }

    public static String of(Path file) throws IOException {
        return of(Files.newInputStream(file));
    }
}
