package org.souk.deployer.internal.life;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.CatalogListener;
import org.souk.api.catalog.CatalogPart;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.Catalogs.CheckReport;
import org.souk.api.catalog.LiveCatalogs;
import org.souk.api.catalog.Problem;
import org.souk.deployer.internal.archive.DamagedException;
import org.souk.deployer.internal.archive.Folders;
import org.souk.deployer.internal.archive.Stamp;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.read.Problems;
import org.souk.deployer.internal.route.ClaimBook;

/**
 * The life of all catalogs of a container. Begins when the first part is there: first what was live before comes back, then what lies
 * in the deploy folder is looked at, then what changes.
 */
public final class Life implements Arrivals.Handler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Life.class);

    private final Settings settings;
    private final Bundles bundles;
    private final Lanes lanes = new Lanes(2);
    private final Notices notices = new Notices();
    private final LiveMap live = new LiveMap(notices);
    private final Parts parts = new Parts();
    private final Records records = new Records();
    private final ClaimBook claims = new ClaimBook();
    private final Journal journal;
    private final Deployment deployment;
    private final Restore restore;
    private final Publisher publisher;
    private final Recognition recognition;
    private final Arrivals arrivals;
    private final BundleLife bundleLife;
    private final Path staging;
    private final AtomicBoolean begun = new AtomicBoolean();

    public Life(Settings settings, Bundles bundles, Clock clock) {
        this(settings, bundles, clock, Arrivals.Quiet.DEFAULT);
    }

    Life(Settings settings, Bundles bundles, Clock clock, Arrivals.Quiet quiet) {
        this.settings = settings;
        this.bundles = bundles;
        Executor retirement = task -> lanes.submit("retire", task);
        staging = settings.data().resolve("staging");
        journal = new Journal(settings.data().resolve("catalogs"));
        deployment = new Deployment(
                staging, journal, settings.limits(), parts, claims, bundles, clock, settings.javaAllowed(), retirement);
        restore = new Restore(journal, settings.limits(), parts, bundles, retirement);
        publisher = new Publisher(journal, live, records, claims, parts, clock);
        recognition = new Recognition(settings.deploy());
        arrivals = new Arrivals(lanes, this, quiet);
        bundleLife = new BundleLife(bundles, deployment, publisher, records, this::refused, this::freed);
    }

    // --- what the container tells

    /** A file may be new, changed or gone. Returns at once. */
    public void poke(Path path) {
        if (recognition.catalog(path)) {
            recognition.claim(path);
        }
        arrivals.poke(path);
    }

    /** Whether a file in the deploy folder, or a folder that was packed from it, is a matter of ours. */
    public boolean handles(Path path) {
        return recognition.catalog(path) || recognition.problems(path) || recognition.packedFolder(path);
    }

    /** Something happened to a bundle of a catalog. Returns at once. */
    public void bundleChanged(String location, boolean own) {
        if (!begun.get()) {
            return;
        }
        Optional<LiveRecord> record = records.byLocation(location);
        String lane = record.map(r -> r.entry().source()).orElse(BundleSource.key(location));
        if (own && record.isPresent()) {
            lanes.submit(lane, () -> bundleLife.own(location));
        } else if (!own) {
            lanes.submit(lane, () -> bundleLife.foreign(location));
        }
    }

    public void add(CatalogPart part) {
        parts.add(part);
        if (begun.compareAndSet(false, true)) {
            lanes.submit("", this::begin);
        } else {
            records.all().forEach(r -> lanes.submit(r.entry().source(), () -> reshare(r)));
        }
    }

    public void remove(CatalogPart part) {
        parts.remove(part);
    }

    public void add(CatalogListener listener) {
        notices.add(listener, live);
    }

    public void remove(CatalogListener listener) {
        notices.remove(listener);
    }

    public void allowJava(boolean allowed) {
        deployment.allowJava(allowed);
    }

    // --- what others ask

    public LiveCatalogs live() {
        return live;
    }

    public List<CatalogStatus> statuses() {
        return records.statuses();
    }

    public boolean settled() {
        return arrivals.settled();
    }

    public CheckReport check(Path path) {
        return new Check(staging, settings.limits(), parts, claims, settings.javaAllowed()).check(path);
    }

    // --- the beginning

    private void begin() {
        Folders.delete(staging);
        List<JournalEntry> entries = journal.read();
        bundles.sweep(entries.stream().map(JournalEntry::location).collect(Collectors.toSet()));
        // all that was live holds its hosts before anybody new can ask for one
        for (JournalEntry entry : entries) {
            if (entry.state() != JournalEntry.State.WITHDRAWN) {
                claims.reserve(entry.id(), entry.source(), HostsText.parse(entry.hosts()));
                claims.commit(entry.id(), HostsText.parse(entry.hosts()));
            }
        }
        AtomicInteger left = new AtomicInteger(entries.size() + 1);
        Runnable done = () -> {
            if (left.decrementAndGet() == 0) {
                open();
            }
        };
        for (JournalEntry entry : entries) {
            lanes.submit(entry.source(), () -> {
                try {
                    restore(entry);
                } finally {
                    done.run();
                }
            });
        }
        done.run();
    }

    private void restore(JournalEntry entry) {
        Path file = settings.deploy().resolve(entry.source());
        boolean fromFile = !BundleSource.is(entry.source());
        if (fromFile && Files.isDirectory(settings.deploy()) && !Files.exists(file)) {
            LOG.info("Catalog {} is gone: {} was removed meanwhile", entry.id(), entry.source());
            forget(entry);
            return;
        }
        if (entry.state() == JournalEntry.State.WITHDRAWN) {
            records.withdrawn(entry);
            arrivals.known(file, new Stamp(entry.stamp()));
            return;
        }
        Problems problems = new Problems();
        try {
            Optional<LiveRecord> record = restore.restore(entry, problems);
            if (record.isPresent()) {
                publisher.restored(record.get());
                if (fromFile) {
                    recognition.claim(file);
                    arrivals.known(file, new Stamp(entry.stamp()));
                }
                return;
            }
        } catch (IOException e) {
            problems.error(entry.source(), 0, String.valueOf(e));
        }
        LOG.warn("Catalog {} is read anew, what was kept of it cannot be used: {}", entry.id(), problems.all());
        forget(entry);
    }

    private void forget(JournalEntry entry) {
        journal.forget(entry.id());
        claims.release(entry.id());
        bundles.remove(entry.location());
        if (!entry.generation().isEmpty()) {
            Folders.delete(journal.folder(entry.id(), entry.generation()));
        }
        journal.tidy(entry.id());
    }

    private void open() {
        Set<Path> there = new HashSet<>();
        if (Files.isDirectory(settings.deploy())) {
            try (Stream<Path> list = Files.list(settings.deploy())) {
                list.filter(recognition::catalog).forEach(there::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            ProblemsFile.sweep(settings.deploy());
        }
        there.forEach(recognition::claim);
        arrivals.open(there);
        bundles.foreign().forEach(location -> bundleChanged(location, false));
    }

    private void reshare(LiveRecord before) {
        LiveRecord record = records.byId(before.id());
        if (record != null) {
            publisher.reshare(record);
        }
    }

    // --- what arrives

    @Override
    public boolean settled(Path path, Stamp stamp, boolean last) {
        if (!recognition.catalog(path)) {
            return true;
        }
        FileSource source = new FileSource(path, stamp.text());
        LiveRecord record = records.bySource(source.key()).orElse(null);
        Deployment.Outcome outcome;
        try {
            outcome = deployment.prepare(source, record);
        } catch (DamagedException e) {
            if (!last) {
                return false;
            }
            outcome = failed(
                    source,
                    "the archive is damaged or was not copied to its end (" + e.getMessage() + "); copy it again");
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.error("{} cannot be deployed", path, e);
            outcome = failed(
                    source, "it cannot be read or unpacked (" + e + "); look at permissions and free disk space");
        }
        if (!Stamp.of(path).equals(Optional.of(stamp))) {
            // it changed while it was read: what was read counts for nothing, the next look sees to it
            if (outcome instanceof Deployment.Outcome.Ready ready) {
                publisher.abandon(ready);
            }
            return true;
        }
        conclude(source, record, outcome);
        return true;
    }

    private void conclude(
            FileSource source, @org.jspecify.annotations.Nullable LiveRecord record, Deployment.Outcome outcome) {
        if (outcome instanceof Deployment.Outcome.Ready ready) {
            boolean freed;
            try {
                freed = publisher.publish(ready);
            } catch (IOException e) {
                LOG.error("{} cannot be published", source.path(), e);
                conclude(
                        source,
                        record,
                        failed(source, "its state cannot be written (" + e + "); free some disk space"));
                return;
            }
            if (record != null && !record.id().equals(ready.entry().id())) {
                publisher.remove(record);
                freed = true;
            }
            forgive(source);
            if (freed) {
                freed();
            }
        } else if (outcome instanceof Deployment.Outcome.Refused refused) {
            ProblemsFile.write(source.path(), record != null, refused.problems().all());
            refused(source.key(), refused);
        } else if (record != null) {
            publisher.restamp(record, source.stamp());
            forgive(source);
        }
    }

    private void forgive(FileSource source) {
        records.forgiven(source.key());
        ProblemsFile.remove(source.path());
    }

    private static Deployment.Outcome failed(FileSource source, String message) {
        Problems problems = new Problems();
        problems.error(source.key(), 0, message);
        return new Deployment.Outcome.Refused(source.promisedId().orElse(source.key()), "", false, problems);
    }

    private void refused(String source, Deployment.Outcome.Refused refused) {
        List<Problem> problems = refused.problems().all();
        boolean again = records.refused(new Refusal(
                source, refused.id(), refused.version(), java.time.Instant.now(), refused.waits(), problems));
        if (again) {
            return;
        }
        LOG.warn(
                "{} is refused, nothing changes: {}{}",
                source,
                problems.get(0),
                problems.size() > 1
                        ? " (and " + (problems.size() - 1) + " more in catalog:info " + refused.id() + ")"
                        : "");
    }

    @Override
    public void gone(Path path) {
        recognition.unclaim(path);
        ProblemsFile.remove(path);
        String source = String.valueOf(path.getFileName());
        records.forgiven(source);
        records.bySource(source).ifPresent(publisher::remove);
        JournalEntry withdrawn = records.notWithdrawn(source);
        if (withdrawn != null) {
            journal.forget(withdrawn.id());
            journal.tidy(withdrawn.id());
        }
        freed();
    }

    /** Something may be free now that others were refused for. */
    private void freed() {
        for (Refusal refusal : records.refusals()) {
            if (refusal.waits() && BundleSource.is(refusal.source())) {
                bundleChanged(BundleSource.location(refusal.source()), false);
            } else if (refusal.waits()) {
                arrivals.again(settings.deploy().resolve(refusal.source()));
            }
        }
    }

    /** Stops working and lets go of everything, so that the next start finds it as it is. */
    @Override
    public void close() {
        arrivals.close();
        lanes.close();
        notices.close();
        records.all().forEach(record -> record.generation().bundle.leave());
    }
}
