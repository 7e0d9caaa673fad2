package org.souk.deployer.internal.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.bundle.BundleRefusedException;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.bundle.CatalogBundle;
import org.souk.deployer.internal.state.CatalogState;
import org.souk.deployer.internal.state.CatalogStateStore;
import org.souk.deployer.internal.state.Version;

/** The bundles of versions that were served before. */
final class KeptBundles {
    private static final Logger LOG = LoggerFactory.getLogger(KeptBundles.class);

    private final Bundles bundles;
    private final Clock clock;

    KeptBundles(Bundles bundles, Clock clock) {
        this.bundles = bundles;
        this.clock = clock;
    }

    /** Creates a bundle at a new location: that of the version's first time may still be in use. */
    CatalogBundle create(Version version, Candidate candidate) throws BundleRefusedException {
        String name = version.generation() + "-" + Long.toString(clock.millis(), 36);
        if (!version.java()) {
            return bundles.data(candidate.catalog(), name);
        }
        Path jar = CatalogStateStore.jar(candidate.folder().path());
        if (!Files.exists(jar)) {
            throw new BundleRefusedException(
                    "its Java came by bundle:update, so there is no jar of it; drop the jar of that version again");
        }
        return bundles.jar(candidate.catalog(), name, jar);
    }

    /**
     * Takes up the bundle of the live version. Creates another one if the framework has no such bundle any more, or if it was updated to a
     * version that was refused and would run that version's Java. Empty if the bundle was stopped and then uninstalled.
     */
    Optional<CatalogBundle> restore(CatalogState state, boolean stopped, Candidate candidate)
            throws BundleRefusedException {
        String location = state.location();
        boolean installed = bundles.state(location) != Bundles.State.ABSENT;
        boolean updated =
                installed && !state.bundle().isEmpty() && !state.bundle().equals(bundles.stamp(location));
        if (stopped || (installed && !updated)) {
            return bundles.existing(location, !stopped);
        }
        CatalogBundle created = create(state.live(), candidate);
        if (updated) {
            LOG.warn(
                    "The bundle of catalog {} was updated to what is not live; version {} is served from a bundle of"
                            + " its own",
                    state.id(),
                    state.live().name());
            bundles.remove(location);
        }
        return Optional.of(created);
    }
}
