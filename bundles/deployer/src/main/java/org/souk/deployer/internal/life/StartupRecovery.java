package org.souk.deployer.internal.life;

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
import org.souk.deployer.internal.archive.StagingFolders;
import org.souk.deployer.internal.archive.Stamp;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.life.Version.Mark;
import org.souk.deployer.internal.read.Problems;
import org.souk.deployer.internal.route.ClaimBook;

/** Brings back what was live when the last process ended, however it ended, before anything new is looked at. */
final class StartupRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(StartupRecovery.class);

    private final Path deploy;
    private final Path staging;
    private final CatalogStateStore journal;
    private final Bundles bundles;
    private final ClaimBook claims;
    private final VersionRestore restore;
    private final KeptVersionFallback fallback;
    private final Publisher publisher;
    private final OrphanedCatalogs leftovers;
    private final CatalogRecords records;
    private final Clock clock;

    StartupRecovery(
            Path deploy,
            Path staging,
            CatalogStateStore journal,
            Bundles bundles,
            ClaimBook claims,
            VersionRestore restore,
            KeptVersionFallback fallback,
            Publisher publisher,
            OrphanedCatalogs leftovers,
            CatalogRecords records,
            Clock clock) {
        this.clock = clock;
        this.deploy = deploy;
        this.staging = staging;
        this.journal = journal;
        this.bundles = bundles;
        this.claims = claims;
        this.restore = restore;
        this.fallback = fallback;
        this.publisher = publisher;
        this.leftovers = leftovers;
        this.records = records;
    }

    /** Hears which files need no second look. */
    interface Known {
        void file(Path file, Stamp stamp);
    }

    /** Restores in lanes, then runs {@code open}. */
    void begin(SerialExecutor lanes, Known known, Runnable open) throws IOException {
        StagingFolders.delete(staging);
        List<CatalogState> entries = newestOfEachSource(journal.read());
        bundles.sweep(entries.stream().map(CatalogState::location).collect(Collectors.toSet()));
        // all that was live holds its hosts before anybody new can ask for one
        for (CatalogState entry : entries) {
            if (entry.state() != CatalogState.State.WITHDRAWN) {
                claims.reserve(entry.id(), entry.source(), entry.hosts());
                claims.commit(entry.id(), entry.hosts());
            }
        }
        if (!Files.isDirectory(deploy) && entries.stream().anyMatch(e -> !BundleSource.is(e.source()))) {
            LOG.warn("{} is away, so all shops that came from there stay as they were; bring it back", deploy);
        }
        AtomicInteger left = new AtomicInteger(entries.size() + 1);
        Runnable done = () -> {
            if (left.decrementAndGet() == 0) {
                open.run();
            }
        };
        for (CatalogState entry : entries) {
            lanes.submit(entry.source(), () -> {
                try {
                    restore(entry, known);
                } finally {
                    done.run();
                }
            });
        }
        done.run();
    }

    /** One file that changed its id just before the end may have written down both. */
    private List<CatalogState> newestOfEachSource(List<CatalogState> all) {
        Set<String> sources = new HashSet<>();
        List<CatalogState> newest = new ArrayList<>();
        all.stream()
                .sorted(Comparator.comparing(CatalogState::since).reversed())
                .forEach(entry -> {
                    if (sources.add(entry.source())) {
                        newest.add(entry);
                    } else {
                        leftovers.forget(entry);
                    }
                });
        return newest;
    }

    private void restore(CatalogState entry, Known known) {
        Path file = deploy.resolve(entry.source());
        boolean fromFile = !BundleSource.is(entry.source());
        if (gone(entry, file)) {
            LOG.info("Catalog {} is gone: {} was removed meanwhile", entry.id(), entry.source());
            leftovers.forget(entry);
            return;
        }
        if (entry.state() == CatalogState.State.WITHDRAWN) {
            records.away(entry);
            if (fromFile) {
                known.file(file, new Stamp(entry.stamp()));
            }
            return;
        }
        boolean off = entry.state() == CatalogState.State.STOPPED || bundles.stopped(entry.location());
        // what could not be served at an earlier start may be whole again
        if (!off && serves(entry, Mark.FAILED)) {
            return;
        }
        Problems problems = new Problems();
        if (restores(entry, problems)) {
            if (fromFile) {
                known.file(file, new Stamp(entry.stamp()));
            }
            return;
        }
        // the version that cannot be served now stays where it is, until another takes its place or its source is gone
        records.away(entry);
        refused(entry, entry.live(), problems);
        LOG.warn("Catalog {} is read anew, what was kept of it cannot be used now: {}", entry.id(), problems.all());
        if (!off) {
            serves(entry, Mark.NONE);
        }
    }

    private boolean restores(CatalogState entry, Problems problems) {
        try {
            Optional<LiveRecord> record = restore.restore(entry, problems);
            record.ifPresent(back -> {
                publisher.restored(back, !back.entry().equals(entry));
                records.notAway(entry.source());
            });
            return record.isPresent();
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            LOG.error("{} cannot be restored", entry.id(), e);
            problems.error(entry.source(), 0, Trouble.of(e));
            return false;
        }
    }

    /** Serves the newest that is kept and marked so, in place of the live one. */
    private boolean serves(CatalogState entry, Mark mark) {
        Problems problems = new Problems();
        List<Version> versions = entry.kept(mark);
        Optional<Version> served = fallback.serve(entry, versions, entry::servedBy, problems);
        if (served.isPresent()) {
            LOG.warn(
                    "Catalog {} is served as {} instead of {}",
                    entry.id(),
                    served.get().name(),
                    entry.live().name());
        } else if (mark == Mark.FAILED && !versions.isEmpty()) {
            refused(entry, versions.get(0), problems);
        }
        return served.isPresent();
    }

    private void refused(CatalogState entry, Version version, Problems problems) {
        records.refused(new Refusal(
                entry.source(),
                entry.id().value(),
                version.name(),
                clock.instant(),
                Refusal.Reason.CONTAINER,
                problems.all()));
    }

    /** Only if that is sure: a folder that is away or cannot be read removes nobody. */
    private boolean gone(CatalogState entry, Path file) {
        if (BundleSource.is(entry.source())) {
            return bundles.state(BundleSource.location(entry.source())) == Bundles.State.ABSENT;
        }
        try {
            return Files.isDirectory(deploy) && Stamp.of(file).isEmpty();
        } catch (IOException e) {
            LOG.warn("{} cannot be looked at, so its catalog stays as it was", file, e);
            return false;
        }
    }
}
