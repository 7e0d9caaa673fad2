package org.souk.deployer.internal.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.archive.FileFingerprint;
import org.souk.deployer.internal.archive.StagingFolders;
import org.souk.deployer.internal.build.FailureText;
import org.souk.deployer.internal.build.KeptVersionBuilder;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.concurrent.SerialExecutor;
import org.souk.deployer.internal.live.CatalogRecords;
import org.souk.deployer.internal.live.LiveRecord;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.publish.KeptVersions;
import org.souk.deployer.internal.publish.OrphanedCatalogs;
import org.souk.deployer.internal.publish.Publisher;
import org.souk.deployer.internal.route.ClaimRegistry;
import org.souk.deployer.internal.state.CatalogState;
import org.souk.deployer.internal.state.CatalogStateStore;
import org.souk.deployer.internal.state.Refusal;
import org.souk.deployer.internal.state.SourceKey;
import org.souk.deployer.internal.state.Version;
import org.souk.deployer.internal.state.Version.Mark;
import org.souk.deployer.internal.watch.KnownSources;

/**
 * Restores at startup the versions that were live when the last process ended, also if it was killed, before new files are read. Folders
 * and bundles of unfinished deployments are deleted first.
 */
public final class StartupRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(StartupRecovery.class);

    private final Path deploy;
    private final Path staging;
    private final CatalogStateStore store;
    private final Bundles bundles;
    private final ClaimRegistry claims;
    private final KeptVersionBuilder builder;
    private final KeptVersions keptVersions;
    private final Publisher publisher;
    private final OrphanedCatalogs orphans;
    private final CatalogRecords records;
    private final KnownSources known;
    private final SerialExecutor executor;
    private final Clock clock;

    public StartupRecovery(
            Path deploy,
            Path staging,
            CatalogStateStore store,
            Bundles bundles,
            ClaimRegistry claims,
            KeptVersionBuilder builder,
            KeptVersions keptVersions,
            Publisher publisher,
            OrphanedCatalogs orphans,
            CatalogRecords records,
            KnownSources known,
            SerialExecutor executor,
            Clock clock) {
        this.deploy = deploy;
        this.staging = staging;
        this.store = store;
        this.bundles = bundles;
        this.claims = claims;
        this.builder = builder;
        this.keptVersions = keptVersions;
        this.publisher = publisher;
        this.orphans = orphans;
        this.records = records;
        this.known = known;
        this.executor = executor;
        this.clock = clock;
    }

    /**
     * Deletes the remains of unfinished deployments, restores all catalogs in parallel, then runs {@code restored}.
     *
     * @throws IOException if the states cannot be read; the caller retries
     */
    public void restoreAll(Runnable restored) throws IOException {
        StagingFolders.delete(staging);
        List<CatalogState> states = newestOfEachSource(store.read());
        bundles.sweep(states.stream().map(CatalogState::location).collect(Collectors.toSet()));
        // reserve the hosts of all live catalogs before a new catalog can claim one
        for (CatalogState state : states) {
            if (state.state() != CatalogState.State.WITHDRAWN) {
                claims.reserve(state.id(), state.source(), state.hosts());
                claims.commit(state.id(), state.hosts());
            }
        }
        if (!Files.isDirectory(deploy) && states.stream().anyMatch(e -> !SourceKey.isBundle(e.source()))) {
            LOG.warn("{} is missing, so all shops that came from there stay as they were; restore it", deploy);
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

    /** A file that changed its id just before the process ended may have left a state for each id. */
    private List<CatalogState> newestOfEachSource(List<CatalogState> all) {
        Set<String> sources = new HashSet<>();
        List<CatalogState> newest = new ArrayList<>();
        all.stream()
                .sorted(Comparator.comparing(CatalogState::since).reversed())
                .forEach(state -> {
                    if (sources.add(state.source())) {
                        newest.add(state);
                    } else {
                        orphans.forget(state);
                    }
                });
        return newest;
    }

    private void restore(CatalogState state) {
        Path file = deploy.resolve(state.source());
        boolean fromFile = !SourceKey.isBundle(state.source());
        if (gone(state, file)) {
            LOG.info("Catalog {} is gone: {} was removed meanwhile", state.id(), state.source());
            orphans.forget(state);
            return;
        }
        if (state.state() == CatalogState.State.WITHDRAWN) {
            records.putUnserved(state);
            if (fromFile) {
                known.file(file, new FileFingerprint(state.stamp()));
            }
            return;
        }
        boolean off = state.state() == CatalogState.State.STOPPED || bundles.stopped(state.location());
        // a version that could not be served at an earlier start may be readable again
        if (!off && serveKept(state, Mark.FAILED)) {
            return;
        }
        Problems problems = new Problems();
        if (restoreLive(state, problems)) {
            if (fromFile) {
                known.file(file, new FileFingerprint(state.stamp()));
            }
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

    private boolean restoreLive(CatalogState state, Problems problems) {
        try {
            Optional<LiveRecord> record = builder.restore(state, problems);
            record.ifPresent(back -> {
                publisher.restored(back, !back.state().equals(state));
                records.removeUnserved(state.source());
            });
            return record.isPresent();
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            LOG.error("{} cannot be restored", state.id(), e);
            problems.error(state.source(), 0, FailureText.of(e));
            return false;
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
                problems.all()));
    }

    /** Whether the source was certainly removed. A deploy folder that is missing or cannot be read removes no catalog. */
    private boolean gone(CatalogState state, Path file) {
        if (SourceKey.isBundle(state.source())) {
            return bundles.state(SourceKey.location(state.source())) == Bundles.State.ABSENT;
        }
        try {
            return Files.isDirectory(deploy) && FileFingerprint.of(file).isEmpty();
        } catch (IOException e) {
            LOG.warn("{} cannot be examined, so its catalog stays as it was", file, e);
            return false;
        }
    }
}
