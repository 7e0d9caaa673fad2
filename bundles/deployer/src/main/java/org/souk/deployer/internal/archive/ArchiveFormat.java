package org.souk.deployer.internal.archive;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Recognises files that are named like a zip and are something else, by their first bytes. */
final class ArchiveFormat {
    /** How many bytes are looked at. */
    static final int HEAD_BYTES = 512;

    /** First bytes and what begins with them. */
    private record Signature(String hex, int offset, String format) {
        boolean matches(byte[] head) {
            byte[] bytes = HexFormat.of().parseHex(hex);
            return head.length >= offset + bytes.length
                    && java.util.Arrays.equals(head, offset, offset + bytes.length, bytes, 0, bytes.length);
        }
    }

    private static final List<Signature> OTHERS = List.of(
            new Signature("526172211a07", 0, "a RAR archive"),
            new Signature("377abcaf271c", 0, "a 7z archive"),
            new Signature("1f8b", 0, "a gzip file, for example a .tar.gz,"),
            new Signature("425a68", 0, "a bzip2 file, for example a .tar.bz2,"),
            new Signature("fd377a585a00", 0, "an XZ file, for example a .tar.xz,"),
            new Signature("28b52ffd", 0, "a Zstandard file"),
            new Signature("7573746172", 257, "a tar archive"),
            new Signature("255044462d", 0, "a PDF document"),
            new Signature("d0cf11e0a1b11ae1", 0, "an old Office document"));

    /** The first part of a split archive. */
    private static final Signature SPANNED = new Signature("504b0708", 0, "");

    private ArchiveFormat() {}

    /**
     * Refuses what is certainly no zip. Anything else may be a zip that is being copied: some programs reserve the space first.
     *
     * @param head the first {@link #HEAD_BYTES} of the file
     */
    static void demandZip(byte[] head) throws DamagedArchiveException, RejectedFileException {
        if (head.length == 0) {
            throw new DamagedArchiveException("it is empty");
        }
        for (Signature other : OTHERS) {
            if (other.matches(head)) {
                throw new RejectedFileException(
                        "it is " + other.format() + " and no zip, whatever its name says; pack the files as a zip");
            }
        }
        if (SPANNED.matches(head)) {
            throw split();
        }
        String text = new String(head, StandardCharsets.ISO_8859_1)
                .replaceFirst("^(\u00EF\u00BB\u00BF)?\\s*", "")
                .toLowerCase(Locale.ROOT);
        if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
            throw new RejectedFileException("it is a web page and no zip: its download failed or needed a sign-in;"
                    + " download the archive again");
        }
    }

    static RejectedFileException split() {
        return new RejectedFileException(
                "it is one part of a zip that was split into several; make one zip without splitting it");
    }
}
