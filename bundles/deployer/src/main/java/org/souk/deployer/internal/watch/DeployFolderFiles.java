package org.souk.deployer.internal.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.archive.CatalogManifest;
import org.souk.deployer.internal.archive.EntryAttributes;
import org.souk.deployer.internal.archive.EntryName;
import org.souk.deployer.internal.publish.ProblemsFile;

/**
 * Recognises catalogs in the deploy folder: zips and folders by name, jars by the header {@code Souk-Catalog} of their manifest. A jar or
 * folder that was recognised once counts as a catalog until its removal is handled, since a file that is deleted or half copied cannot be
 * examined.
 */
public final class DeployFolderFiles {
    private static final Logger LOG = LoggerFactory.getLogger(DeployFolderFiles.class);

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

    /** Creates the folder if it is missing, unless catalogs came from it before: then its file system is probably not mounted. */
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
        return isCatalogByName(path).orElseGet(() -> isCatalogJar(path));
    }

    /** As {@link #isCatalog}, but opens no file; empty if that needs a look into a jar. */
    Optional<Boolean> isCatalogByName(Path path) {
        String name = String.valueOf(path.getFileName());
        if (!deploy.equals(path.getParent()) || EntryName.ignored(name)) {
            return Optional.of(false);
        }
        if (name.endsWith(".catalog.zip")) {
            return Optional.of(known.contains(path) || !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS));
        }
        if (name.endsWith(".catalog")) {
            return Optional.of(known.contains(path)
                    || (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                            && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)));
        }
        if (!name.endsWith(".jar") || known.contains(path)) {
            return Optional.of(name.endsWith(".jar"));
        }
        String stamp = stamp(path);
        return stamp.isEmpty() || stamp.equals(otherJars.get(path)) ? Optional.of(false) : Optional.empty();
    }

    /** Forgets jars that are not there any more. */
    void forgetOthers(Set<Path> present) {
        otherJars.keySet().retainAll(present);
    }

    /** Looks into a jar, and remembers if it is no catalog until it changes. */
    private boolean isCatalogJar(Path path) {
        String stamp = stamp(path);
        try {
            if (CatalogManifest.in(path)) {
                return true;
            }
        } catch (IOException e) {
            LOG.debug("{} is no jar that can be read", path, e);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.warn("{} cannot be read, so it counts as no catalog", path, e);
        }
        otherJars.put(path, stamp);
        return false;
    }

    /** {@link EntryAttributes#unopenedStamp} of a file; empty if there is no such file. */
    private static String stamp(Path path) {
        try {
            EntryAttributes now = EntryAttributes.of(path);
            return now.file() ? now.unopenedStamp() : "";
        } catch (IOException e) {
            LOG.debug("{} is not there", path, e);
            return "";
        }
    }

    /** Whether a path is the {@code <name>.problems.txt} that Souk writes, which FileInstall must not install. */
    public boolean isProblemsFile(Path path) {
        return deploy.equals(path.getParent()) && ProblemsFile.artifact(path).isPresent();
    }
}
