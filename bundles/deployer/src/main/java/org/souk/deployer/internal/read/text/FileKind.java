package org.souk.deployer.internal.read.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Recognises what a file really is when it was renamed to, or saved under, the name of a text file. */
final class FileKind {
    private FileKind() {}

    /**
     * What the file is and what to do, as a message; empty if it may be a text in UTF-8.
     *
     * @param head the first bytes of the file
     */
    static Optional<String> problem(String file, byte[] head, int length) {
        return name(new String(head, 0, length, StandardCharsets.ISO_8859_1))
                .map(kind -> "the file is " + kind + ", only its name ends in " + ending(file) + "; " + remedy(file))
                .or(() -> encoding(head, length)
                        .map(encoding ->
                                "the file is " + encoding + "; save it again as UTF-8 (\"CSV UTF-8\" in Excel)"));
    }

    private static Optional<String> name(String head) {
        String start =
                head.substring(0, Math.min(head.length(), 200)).stripLeading().toLowerCase(Locale.ROOT);
        if (head.startsWith("PK\u0003\u0004")) {
            return Optional.of(
                    head.contains("opendocument.spreadsheet")
                            ? "an OpenDocument spreadsheet (.ods)"
                            : head.contains("xl/")
                                    ? "an Excel workbook (.xlsx)"
                                    : head.contains("word/")
                                            ? "a Word document (.docx)"
                                            : head.contains("Index/")
                                                    ? "a Numbers spreadsheet (.numbers)"
                                                    : "a zip archive, perhaps a spreadsheet");
        }
        if (head.startsWith("\u00D0\u00CF\u0011\u00E0")) {
            return Optional.of("an old Excel or Word file (.xls, .doc)");
        }
        if (head.startsWith("%PDF-")) {
            return Optional.of("a PDF");
        }
        if (head.startsWith("\u001F\u008B")) {
            return Optional.of("compressed (gzip)");
        }
        if (start.startsWith("{\\rtf")) {
            return Optional.of("a formatted text (.rtf)");
        }
        return start.startsWith("<!doctype html") || start.startsWith("<html")
                ? Optional.of("a web page (HTML)")
                : Optional.empty();
    }

    /** The encoding of a file that has zero bytes; its first characters are those of a key or a heading, so they are ASCII. */
    private static Optional<String> encoding(byte[] head, int length) {
        int first = length > 0 ? head[0] & 0xFF : 1;
        int second = length > 1 ? head[1] & 0xFF : 1;
        boolean utf32 = length > 3 && (first == 0 && second == 0 || first != 0 && second == 0 && head[2] == 0);
        if (first == 0xFF && second == 0xFE || first == 0xFE && second == 0xFF) {
            return Optional.of("UTF-16");
        }
        if (utf32) {
            return Optional.of("UTF-32");
        }
        if (first == 0 || second == 0) {
            return Optional.of("UTF-16 without a byte order mark");
        }
        for (int i = 0; i < length; i++) {
            if (head[i] == 0) {
                return Optional.of("no text, because it has zero bytes");
            }
        }
        return Optional.empty();
    }

    private static String ending(String file) {
        return file.substring(Math.max(0, file.lastIndexOf('.')));
    }

    private static String remedy(String file) {
        return file.endsWith(".csv") || file.endsWith(".txt")
                ? "open it in its program and export it as \"CSV UTF-8\""
                : "write it in a text editor and save it as plain text";
    }
}
