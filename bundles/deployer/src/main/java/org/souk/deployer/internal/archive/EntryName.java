package org.souk.deployer.internal.archive;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import org.souk.common.text.TextNormalizer;

/** Normalises and validates the names of files in a catalog. */
public final class EntryName {
    private static final int MAX_LENGTH = 1024;

    private EntryName() {}

    /** The name of a file in a folder, with forward slashes. */
    static String of(Path folder, Path file) {
        return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    /**
     * The name under which a file is unpacked: with forward slashes, without {@code ./} and a final slash, in the Unicode form NFC. Windows
     * tools write backslashes, and macOS writes letters and their accents as separate characters (NFD).
     */
    static String normalize(String name) {
        if (name.length() > MAX_LENGTH * 4) {
            // refused anyway
            return name;
        }
        String path = name.replace('\\', '/');
        while (path.startsWith("./")) {
            path = path.substring(2);
        }
        while (path.contains("/./")) {
            path = path.replace("/./", "/");
        }
        path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return TextNormalizer.nfc(path);
    }

    /** The name as earlier releases unpacked it from archives that macOS made: with letters and their accents as separate characters. */
    static String decomposed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD);
    }

    /** Why the name cannot be used; empty if it can. */
    static Optional<String> problem(String name) {
        if (name.startsWith("/") || name.matches("(?s)[A-Za-z]:.*")) {
            return Optional.of("it starts at a root instead of inside the catalog");
        }
        if (name.indexOf('\\') >= 0) {
            return Optional.of("it has a backslash");
        }
        if (name.length() > MAX_LENGTH || name.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("it is too long or has control characters");
        }
        for (String part : name.split("/", -1)) {
            if (part.equals("..")) {
                return Optional.of("it leads outside the catalog");
            }
            if (part.isEmpty() || part.equals(".")) {
                return Optional.of("it has an empty part");
            }
            if (part.getBytes(StandardCharsets.UTF_8).length > 255) {
                return Optional.of("a part of it is longer than 255 bytes");
            }
        }
        return Optional.empty();
    }

    /** Whether the file is left behind by an operating system or editor: hidden files, backups, thumbnails, folder icons. */
    public static boolean ignored(String name) {
        return Arrays.stream(name.split("/", -1))
                .anyMatch(part -> (part.startsWith(".") && !part.equals(".") && !part.equals(".."))
                        || part.endsWith("~")
                        || part.equals("__MACOSX")
                        || part.equals("Icon\r")
                        || part.equalsIgnoreCase("Thumbs.db")
                        || part.equalsIgnoreCase("desktop.ini"));
    }

    /** The name for a message: without control characters, and not too long. */
    static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > 120 ? plain.substring(0, 120) + "…" : plain;
    }
}
