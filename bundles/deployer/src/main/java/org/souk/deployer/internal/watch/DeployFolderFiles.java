package org.souk.deployer.internal.watch;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.publish.ProblemsFile;

/** Which files in the deploy folder are catalogs: zips and folders by name, jars by their manifest, and a jar that once was one always. */
public final class DeployFolderFiles {
    private static final Logger LOG = LoggerFactory.getLogger(DeployFolderFiles.class);

    private static final int MANIFEST_BYTES = 1 << 20;

    private final Path deploy;
    private final Set<Path> claimed = ConcurrentHashMap.newKeySet();

    public DeployFolderFiles(Path deploy) {
        this.deploy = deploy;
    }

    /** Keeps a path ours, whatever becomes of its content. */
    public void add(Path path) {
        claimed.add(path);
    }

    void remove(Path path) {
        claimed.remove(path);
    }

    /** Whether it lies in the deploy folder. */
    public boolean contains(Path path) {
        Path parent = path.getParent();
        try {
            return parent != null && deploy.equals(parent.toRealPath());
        } catch (IOException e) {
            LOG.debug("{} is not there", parent, e);
            return deploy.equals(parent);
        }
    }

    /** Whether it lies in the deploy folder and is, or was, a catalog. */
    public boolean isCatalog(Path path) {
        if (!deploy.equals(path.getParent()) || path.getFileName() == null) {
            return false;
        }
        String name = path.getFileName().toString();
        if (name.startsWith(".")) {
            return false;
        }
        if (name.endsWith(".catalog.zip")) {
            return !Files.exists(path) || Files.isRegularFile(path);
        }
        if (name.endsWith(".catalog")) {
            return claimed.contains(path) || Files.isDirectory(path);
        }
        return name.endsWith(".jar") && (claimed.contains(path) || header(path));
    }

    /** Whether it is a file that tells of problems beside a catalog: ours, and nothing to install. */
    public boolean isProblemsFile(Path path) {
        String name = String.valueOf(path.getFileName());
        return deploy.equals(path.getParent())
                && (name.endsWith(".catalog.zip" + ProblemsFile.ENDING)
                        || name.endsWith(".catalog" + ProblemsFile.ENDING)
                        || name.endsWith(".jar" + ProblemsFile.ENDING));
    }

    /** The watcher packs folders before it asks: {@code tack.catalog.jar} in its own place is {@code tack.catalog/} in ours. */
    public boolean isPackedFolder(Path path) {
        String name = String.valueOf(path.getFileName());
        return !deploy.equals(path.getParent())
                && name.endsWith(".catalog.jar")
                && Files.isDirectory(deploy.resolve(name.substring(0, name.length() - ".jar".length())));
    }

    /** Read as a stream, so that a jar of which only the beginning has arrived is known too. */
    private static boolean header(Path path) {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            ZipEntry entry = zip.getNextEntry();
            if (entry != null && entry.isDirectory() && entry.getName().startsWith("META-INF")) {
                entry = zip.getNextEntry();
            }
            boolean first = entry != null && entry.getName().equalsIgnoreCase(JarFile.MANIFEST_NAME);
            return first ? header(zip) : headerOfWhole(path);
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("{} is no jar that can be read", path, e);
            return false;
        }
    }

    private static boolean headerOfWhole(Path path) throws IOException {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
            if (entry == null) {
                return false;
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return header(in);
            }
        }
    }

    /** Looks at so much of a manifest as any catalog has; of a signed jar's the rest is sums. */
    private static boolean header(InputStream in) throws IOException {
        byte[] text = in.readNBytes(MANIFEST_BYTES);
        int end = text.length;
        while (text.length == MANIFEST_BYTES && end > 0 && text[end - 1] != '\n') {
            end--;
        }
        Manifest manifest = new Manifest(new ByteArrayInputStream(text, 0, end));
        return manifest.getMainAttributes().getValue("Souk-Catalog") != null;
    }
}
