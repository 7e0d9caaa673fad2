package org.souk.deployer.internal.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.archive.FileFingerprint;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.concurrent.SerialExecutor;
import org.souk.deployer.internal.live.CatalogRecords;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.publish.KeptVersions;
import org.souk.deployer.internal.publish.UnservedCatalogs;
import org.souk.deployer.internal.state.CatalogState;
import org.souk.deployer.internal.state.Refusal;
import org.souk.deployer.internal.state.SourceKey;
import org.souk.deployer.internal.state.Version;
import org.souk.deployer.internal.state.Version.Mark;
import org.souk.deployer.internal.watch.DeployFolderFiles;
import org.souk.deployer.internal.watch.SettlingQueue;

/**
 * Restores at startup the versions that were live when the last process ended, also if it was killed, before new files are read. Folders
 * and bundles of unfinished deployments are deleted first.
 */
public final class StartupRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(StartupRecovery.class);

    private final DeployFolderFiles files;
    private final SettlingQueue settling;
    private final UnservedCatalogs unserved;
    private final KeptVersions keptVersions;
    private final CatalogRecords records;
    private final Bundles bundles;
    private final SerialExecutor executor;
    private final Clock clock;

    public StartupRecovery(
            DeployFolderFiles files,
            SettlingQueue settling,
            UnservedCatalogs unserved,
            KeptVersions keptVersions,
            CatalogRecords records,
            Bundles bundles,
            SerialExecutor executor,
            Clock clock) {
        this.files = files;
        this.settling = settling;
        this.unserved = unserved;
        this.keptVersions = keptVersions;
        this.records = records;
        this.bundles = bundles;
        this.executor = executor;
        this.clock = clock;
    }

    /**
     * Deletes the remains of unfinished deployments, restores all catalogs in parallel, then runs {@code restored}.
     *
     * @throws IOException if the states cannot be read; the caller retries
     */
    public void restoreAll(Runnable restored) throws IOException {
        List<CatalogState> states = unserved.readAll();
        if (!Files.isDirectory(files.folder()) && states.stream().anyMatch(e -> !SourceKey.isBundle(e.source()))) {
            LOG.warn("{} is missing, so all shops that came from there stay as they were; restore it", files.folder());
        }
        AtomicInteger left = new AtomicInteger(states.size() + 1);
        Runnable done = () -> {
            if (left.decrementAndGet() == 0) {
                restored.run();
            }
        };
        for (CatalogState state : states) {
            executor.submit(state.source(), () -> {
                try {
                    restore(state);
                } finally {
                    done.run();
                }
            });
        }
        done.run();
    }

    private void restore(CatalogState state) {
        if (gone(state)) {
            LOG.info("Catalog {} is gone: {} was removed meanwhile", state.id(), state.source());
            unserved.forget(state);
            return;
        }
        if (state.state() == CatalogState.State.WITHDRAWN) {
            records.putUnserved(state);
            markKnown(state);
            return;
        }
        boolean off = state.state() == CatalogState.State.STOPPED
                || bundles.stopped(state.bundle().location());
        // a version that could not be served at an earlier start may be readable again
        if (!off && serveKept(state, Mark.FAILED)) {
            return;
        }
        Problems problems = new Problems();
        if (keptVersions.restore(state, problems)) {
            markKnown(state);
            return;
        }
        // its files stay until another version replaces it or its source is removed
        records.putUnserved(state);
        recordRefusal(state, state.live(), problems);
        LOG.warn(
                "Catalog {} is read from its source again, because the kept version cannot be used: {}",
                state.id(),
                problems.all());
        if (!off) {
            serveKept(state, Mark.NONE);
        }
    }

    /** Records the catalog's file as handled, so that it is not read again until it changes. */
    private void markKnown(CatalogState state) {
        if (!SourceKey.isBundle(state.source())) {
            Path file = files.folder().resolve(state.source());
            files.add(file);
            settling.known(file, new FileFingerprint(state.stamp()));
        }
    }

    /** Serves the newest kept version with that mark in place of the live one. */
    private boolean serveKept(CatalogState state, Mark mark) {
        Problems problems = new Problems();
        List<Version> versions = state.kept(mark);
        Optional<Version> served = keptVersions.serveFirst(state, versions, state::servedBy, problems);
        if (served.isPresent()) {
            LOG.warn(
                    "Catalog {} is served as {} instead of {}",
                    state.id(),
                    served.get().name(),
                    state.live().name());
        } else if (mark == Mark.FAILED && !versions.isEmpty()) {
            recordRefusal(state, versions.get(0), problems);
        }
        return served.isPresent();
    }

    private void recordRefusal(CatalogState state, Version version, Problems problems) {
        records.putRefusal(new Refusal(
                state.source(),
                state.id().value(),
                version.name(),
                clock.instant(),
                Refusal.Reason.CONTAINER,
                "",
                problems.all()));
    }

    /** Whether the source was certainly removed. A deploy folder that is missing or cannot be read removes no catalog. */
    private boolean gone(CatalogState state) {
        if (SourceKey.isBundle(state.source())) {
            return bundles.state(SourceKey.location(state.source())) == Bundles.State.ABSENT;
        }
        Path file = files.folder().resolve(state.source());
        return Files.isDirectory(files.folder()) && Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
    }
}
