package org.souk.deployer.internal.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in hexadecimal. */
public final class Sha256 {
    private Sha256() {}

    /**
     * Copies a file and answers the digest of what was copied.
     *
     * @throws BoundException if it has more bytes than {@code most}, or is no file
     */
    public static String copy(Path from, Path to, long most) throws IOException {
        if (!Files.isRegularFile(from)) {
            throw new BoundException("it is no file; put the file itself there");
        }
        long size = Files.size(from);
        if (size > most) {
            throw new BoundException(
                    "it has " + size + " bytes, and a catalog at most " + most + "; make its pictures smaller");
        }
        long left = most;
        MessageDigest digest = start();
        try (InputStream in = Files.newInputStream(from);
                OutputStream out = Files.newOutputStream(to)) {
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                left -= count;
                if (left < 0) {
                    throw new BoundException("it grows beyond " + most + " bytes; make its pictures smaller");
                }
                digest.update(buffer, 0, count);
                out.write(buffer, 0, count);
            }
        }
        return hex(digest);
    }

    /** Of a file of our own. */
    public static String of(Path file) throws IOException {
        MessageDigest digest = start();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return hex(digest);
    }

    /** Of a text. */
    public static String of(String text) {
        MessageDigest digest = start();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return hex(digest);
    }

    static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
