package org.souk.deployer.internal.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.deployer.internal.archive.FolderContents;
import org.souk.deployer.internal.archive.PackedCopy;
import org.souk.deployer.internal.archive.StagedCatalog;
import org.souk.deployer.internal.archive.ZipContents;
import org.souk.deployer.internal.bundle.BundleRefusedException;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.bundle.CatalogBundle;
import org.souk.deployer.internal.problem.Limits;

/**
 * A zip, jar or folder.
 *
 * @param stamp fingerprint of the file when it was examined; empty for a check
 */
public record FileSource(Path path, String stamp) implements Source {
    @Override
    public String key() {
        return String.valueOf(path.getFileName());
    }

    @Override
    public String content() {
        return stamp;
    }

    @Override
    public Optional<Path> file() {
        return Optional.of(path);
    }

    @Override
    public boolean jar() {
        return key().endsWith(".jar");
    }

    @Override
    public Optional<String> promisedId() {
        String name = key();
        return Stream.of(".catalog.zip", ".catalog")
                .filter(name::endsWith)
                .map(ending -> name.substring(0, name.length() - ending.length()))
                .findFirst();
    }

    @Override
    public Opened open(Path work, Limits limits) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return new Opened(new FolderContents(path), "", null);
        }
        Path copy = work.resolve("archive");
        String digest = PackedCopy.make(path, copy, limits.packedBytes());
        return new Opened(new ZipContents(copy), digest, copy);
    }

    @Override
    public @Nullable Path jarOf(Opened opened, Path work) {
        return jar() ? opened.copy() : null;
    }

    @Override
    public CatalogBundle bundle(
            Bundles bundles, Catalog catalog, String generation, StagedCatalog staged, @Nullable Path copy)
            throws BundleRefusedException {
        // only a jar with Java is installed as it is; any other version gets a generated bundle without code
        if (!staged.java() || !jar() || copy == null) {
            return bundles.data(catalog, generation);
        }
        if (!staged.manifest().containsKey("Bundle-SymbolicName")) {
            throw new BundleRefusedException(
                    "its manifest has no Bundle-SymbolicName, so its Java cannot run; add one");
        }
        return bundles.jar(catalog, generation, copy);
    }
}
