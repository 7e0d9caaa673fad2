package org.souk.deployer.internal.life;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.souk.api.catalog.Catalog;
import org.souk.deployer.internal.bundle.BundleRefusedException;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.bundle.CatalogBundle;

/** Makes a bundle of a version that is kept, at a location of its own: that of its first time may be in use still. */
record KeptBundle(Bundles bundles, Clock clock) {
    CatalogBundle of(Version version, Path folder, Catalog catalog) throws BundleRefusedException {
        String name = version.generation() + "-" + Long.toString(clock.millis(), 36);
        if (!version.java()) {
            return bundles.data(catalog, name);
        }
        Path jar = CatalogStateStore.jar(folder);
        if (!Files.exists(jar)) {
            throw new BundleRefusedException(
                    "its Java came by bundle:update, so there is no jar of it; drop the jar of that version again");
        }
        return bundles.jar(catalog, name, jar);
    }
}
