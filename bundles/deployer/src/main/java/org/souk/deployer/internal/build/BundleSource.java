package org.souk.deployer.internal.build;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.deployer.internal.archive.JarPacker;
import org.souk.deployer.internal.archive.SourceContents;
import org.souk.deployer.internal.archive.StagedCatalog;
import org.souk.deployer.internal.bundle.BundleRefusedException;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.bundle.CatalogBundle;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.state.SourceKey;

/**
 * A bundle that an operator installed with a feature or {@code bundle:install}, or one that came from the deploy folder and was updated in
 * place, with {@code bundle:update}.
 *
 * @param key of the file that it came from, or {@link SourceKey#ofBundle}
 * @param stamp of that file, or of the bundle
 * @param content the stamp of the bundle; {@link #inPlace(String)} of that after an update in place
 */
public record BundleSource(String key, String location, String stamp, String content, SourceContents contents)
        implements Source {
    private static final String IN_PLACE = "in place ";

    public static String inPlace(String stamp) {
        return IN_PLACE + stamp;
    }

    public static boolean isInPlace(String content) {
        return content.startsWith(IN_PLACE);
    }

    @Override
    public boolean jar() {
        return true;
    }

    @Override
    public Opened open(Path work, Limits limits) {
        return new Opened(contents, "", null);
    }

    /** Packs a new jar, because the framework replaces its own copy at the next update. */
    @Override
    public @Nullable Path jarOf(Opened opened, Path work) throws IOException {
        return JarPacker.jar(contents, work.resolve("bundle.jar"));
    }

    @Override
    public CatalogBundle bundle(
            Bundles bundles, Catalog catalog, String generation, StagedCatalog staged, @Nullable Path copy)
            throws BundleRefusedException {
        return bundles.existing(location, false)
                .orElseThrow(() ->
                        new BundleRefusedException("its bundle was uninstalled while it was read; install it again"));
    }
}
