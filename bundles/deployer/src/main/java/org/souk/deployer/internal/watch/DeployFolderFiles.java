package org.souk.deployer.internal.watch;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.archive.DropExaminer;
import org.souk.deployer.internal.archive.EntryAttributes;
import org.souk.deployer.internal.publish.ProblemsFile;

/**
 * Recognises catalogs in the deploy folder: zips and folders by name, jars by the header {@code Souk-Catalog} of their manifest. A jar or
 * folder that was recognised once counts as a catalog until its removal is handled, since a file that is deleted or half copied cannot be
 * examined.
 */
public final class DeployFolderFiles {
    private static final Logger LOG = LoggerFactory.getLogger(DeployFolderFiles.class);

    private static final int MANIFEST_BYTES = 1 << 20;
    /** Largest list of entries, in bytes, that is read to find the manifest of a jar. */
    private static final int DIRECTORY_BYTES = 16 << 20;

    private final Path deploy;
    private final Set<Path> known = ConcurrentHashMap.newKeySet();
    /** Jars that are no catalogs, with size and times. */
    private final Map<Path, String> otherJars = new ConcurrentHashMap<>();

    public DeployFolderFiles(Path deploy) {
        this.deploy = deploy;
    }

    public Path folder() {
        return deploy;
    }

    /** Makes the folder where there is none, unless a catalog came from it: then it is a share that is not mounted. */
    public void create() {
        try {
            if (known.isEmpty() && Files.notExists(deploy)) {
                Files.createDirectories(deploy);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be created: {}", deploy, e.toString());
        }
    }

    /** The catalogs in the folder at startup. Deletes the problems files of those that were removed meanwhile. */
    public Set<Path> listAtStartup() throws IOException {
        if (!Files.isDirectory(deploy)) {
            return Set.of();
        }
        ProblemsFile.sweep(deploy);
        try (Stream<Path> list = Files.list(deploy)) {
            Set<Path> found = list.filter(this::isCatalog).collect(Collectors.toSet());
            known.addAll(found);
            return found;
        }
    }

    /** From now on treats a path as a catalog, regardless of its content. */
    public void add(Path path) {
        known.add(path);
    }

    void remove(Path path) {
        known.remove(path);
    }

    /** Whether a path is directly in the deploy folder, also through a symbolic link. */
    public boolean contains(Path path) {
        Path parent = path.getParent();
        try {
            return parent != null && deploy.equals(parent.toRealPath());
        } catch (IOException e) {
            LOG.debug("{} is not there", parent, e);
            return deploy.equals(parent);
        }
    }

    /**
     * Whether a path is in the deploy folder and is, or was, a catalog. A link or pipe with the name of a catalog counts as one, so that it
     * is refused.
     */
    public boolean isCatalog(Path path) {
        String name = String.valueOf(path.getFileName());
        if (!deploy.equals(path.getParent()) || DropExaminer.ignored(name)) {
            return false;
        }
        if (name.endsWith(".catalog.zip")) {
            return !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        }
        if (name.endsWith(".catalog")) {
            return known.contains(path)
                    || (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                            && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS));
        }
        return name.endsWith(".jar") && (known.contains(path) || isCatalogJar(path));
    }

    /** Reads a jar only if it has changed since it was found to be no catalog. */
    private boolean isCatalogJar(Path path) {
        try {
            EntryAttributes now = EntryAttributes.of(path);
            if (!now.file() || now.stamp().equals(otherJars.get(path))) {
                return false;
            }
            boolean catalog = hasCatalogHeader(path);
            if (!catalog) {
                otherJars.put(path, now.stamp());
            }
            return catalog;
        } catch (IOException e) {
            LOG.debug("{} is not there", path, e);
            otherJars.remove(path);
            return false;
        }
    }

    /** Whether a path is the {@code <name>.problems.txt} that Souk writes, which FileInstall must not install. */
    public boolean isProblemsFile(Path path) {
        return deploy.equals(path.getParent()) && ProblemsFile.artifact(path).isPresent();
    }

    /** Reads the jar as a stream, because only its beginning may have been copied yet, and the zip directory is at the end. */
    private static boolean hasCatalogHeader(Path path) {
        try (ZipInputStream zip =
                new ZipInputStream(new BufferedInputStream(Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)))) {
            ZipEntry entry = zip.getNextEntry();
            if (entry != null && entry.isDirectory() && entry.getName().startsWith("META-INF")) {
                entry = zip.getNextEntry();
            }
            boolean first = entry != null && entry.getName().equalsIgnoreCase(JarFile.MANIFEST_NAME);
            return first ? hasCatalogHeader(zip) : hasCatalogHeaderInZipDirectory(path);
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("{} is no jar that can be read", path, e);
            return false;
        }
    }

    /** For jars whose manifest is not the first entry. */
    private static boolean hasCatalogHeaderInZipDirectory(Path path) throws IOException {
        if (ZipEnd.of(path)
                .filter(end -> end.directoryBytes() <= DIRECTORY_BYTES)
                .isEmpty()) {
            return false;
        }
        try (ZipFile zip = new ZipFile(path.toFile())) {
            ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
            if (entry == null) {
                return false;
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return hasCatalogHeader(in);
            }
        }
    }

    /** Reads only the beginning of a manifest: in a signed jar, digests of all entries follow. */
    private static boolean hasCatalogHeader(InputStream in) throws IOException {
        byte[] text = in.readNBytes(MANIFEST_BYTES);
        int end = text.length;
        while (text.length == MANIFEST_BYTES && end > 0 && text[end - 1] != '\n') {
            end--;
        }
        Manifest manifest = new Manifest(new ByteArrayInputStream(text, 0, end));
        return manifest.getMainAttributes().getValue("Souk-Catalog") != null;
    }
}
