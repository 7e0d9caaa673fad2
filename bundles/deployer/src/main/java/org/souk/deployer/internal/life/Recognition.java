package org.souk.deployer.internal.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which files in the deploy folder are catalogs: zips and folders by name, jars by their manifest, and a jar that once was one always. */
final class Recognition {
    private static final Logger LOG = LoggerFactory.getLogger(Recognition.class);

    private final Path deploy;
    private final Set<Path> claimed = ConcurrentHashMap.newKeySet();

    Recognition(Path deploy) {
        this.deploy = deploy;
    }

    /** Keeps a path ours, whatever becomes of its content. */
    void claim(Path path) {
        claimed.add(path);
    }

    void unclaim(Path path) {
        claimed.remove(path);
    }

    /** Whether it lies in the deploy folder. */
    boolean lies(Path path) {
        return deploy.equals(path.getParent());
    }

    /** Whether it lies in the deploy folder and is, or was, a catalog. */
    boolean catalog(Path path) {
        if (!deploy.equals(path.getParent()) || path.getFileName() == null) {
            return false;
        }
        String name = path.getFileName().toString();
        if (name.startsWith(".")) {
            return false;
        }
        if (name.endsWith(".catalog.zip")) {
            return !Files.isDirectory(path);
        }
        if (name.endsWith(".catalog")) {
            return claimed.contains(path) || Files.isDirectory(path);
        }
        return name.endsWith(".jar") && (claimed.contains(path) || header(path));
    }

    /** Whether it is a file that tells of problems beside a catalog: ours, and nothing to install. */
    boolean problems(Path path) {
        String name = String.valueOf(path.getFileName());
        return deploy.equals(path.getParent())
                && (name.endsWith(".catalog.zip" + ProblemsFile.ENDING)
                        || name.endsWith(".catalog" + ProblemsFile.ENDING)
                        || name.endsWith(".jar" + ProblemsFile.ENDING));
    }

    /** The watcher packs folders before it asks: {@code tack.catalog.jar} in its own place is {@code tack.catalog/} in ours. */
    boolean packedFolder(Path path) {
        String name = String.valueOf(path.getFileName());
        return !deploy.equals(path.getParent())
                && name.endsWith(".catalog.jar")
                && Files.isDirectory(deploy.resolve(name.substring(0, name.length() - ".jar".length())));
    }

    private static boolean headerOfWhole(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            return manifest != null && header(manifest);
        }
    }

    private static boolean header(Manifest manifest) {
        return manifest.getMainAttributes().getValue("Souk-Catalog") != null;
    }

    /** Read as a stream, so that a jar of which only the beginning has arrived is known too. */
    private static boolean header(Path path) {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (JarInputStream jar = new JarInputStream(Files.newInputStream(path), false)) {
            Manifest manifest = jar.getManifest();
            return manifest == null ? headerOfWhole(path) : header(manifest);
        } catch (IOException e) {
            LOG.debug("{} is no jar that can be read", path, e);
            return false;
        }
    }
}
