package org.souk.deployer.internal.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the header {@code Souk-Catalog} in the manifest of a jar, which marks the jar as a catalog. Anybody may have made the jar, so this
 * class reads and inflates a bounded number of bytes.
 */
public final class CatalogManifest {
    /** How much of the manifest is read: in a signed jar, digests of all entries follow the headers. */
    private static final int MANIFEST_BYTES = 1 << 20;
    /** Where the manifest ends if it is the first entry. */
    private static final int BEGINNING_BYTES = 2 << 20;
    /** Largest list of entries that is searched for the manifest. */
    private static final int DIRECTORY_BYTES = 16 << 20;

    private static final Pattern MAIN_SECTION_END = Pattern.compile("\n\n");
    private static final Pattern HEADER = Pattern.compile("(?dim)^Souk-Catalog: ");

    private CatalogManifest() {}

    /**
     * Whether a jar has the header.
     *
     * @param jar in a folder that the operator chose
     * @throws IOException if it is no jar, is damaged, or is a link
     */
    public static boolean in(Path jar) throws IOException {
        try (FolderHandle open = FolderHandle.chosen(
                        Objects.requireNonNull(jar.toAbsolutePath().getParent()));
                FileChannel channel = open.channel(open.find(jar.getFileName()))) {
            Boolean first = inFirstEntry(channel);
            return first == null ? inDirectory(channel) : first;
        }
    }

    /** Reads the jar as a stream, because only its beginning may have been copied yet. Null if the manifest is not there. */
    private static @Nullable Boolean inFirstEntry(FileChannel channel) throws IOException {
        InputStream beginning = ZipDirectory.slice(channel, Math.min(channel.size(), BEGINNING_BYTES));
        ZipInputStream zip = new ZipInputStream(new BufferedInputStream(beginning));
        ZipEntry entry = zip.getNextEntry();
        if (entry != null && entry.isDirectory() && entry.getName().startsWith("META-INF")) {
            // a folder entry with content: getNextEntry would inflate all of it
            entry = zip.readNBytes(1).length > 0 ? null : zip.getNextEntry();
        }
        return entry != null && entry.getName().equalsIgnoreCase(JarFile.MANIFEST_NAME) ? inManifest(zip) : null;
    }

    private static boolean inDirectory(FileChannel channel) throws IOException {
        ZipDirectory zip = ZipDirectory.open(channel);
        if (zip.directoryBytes() > DIRECTORY_BYTES) {
            return false;
        }
        AtomicReference<@Nullable ZipEntryRecord> manifest = new AtomicReference<>();
        zip.visit(entry -> {
            boolean found = entry.name().equalsIgnoreCase(JarFile.MANIFEST_NAME);
            if (found) {
                manifest.set(entry);
            }
            return !found;
        });
        ZipEntryRecord entry = manifest.get();
        if (entry == null || entry.unreadable().isPresent()) {
            return false;
        }
        try (InputStream in = zip.open(entry)) {
            return inManifest(in);
        }
    }

    /** Looks at the first section alone, which is about the jar itself. A line that begins with a space continues the one before. */
    private static boolean inManifest(InputStream in) throws IOException {
        String text = new String(in.readNBytes(MANIFEST_BYTES), StandardCharsets.UTF_8).replaceAll("\r\n?", "\n");
        String main = MAIN_SECTION_END.split(text, 2)[0].replace("\n ", "");
        return HEADER.matcher(main).find();
    }
}
