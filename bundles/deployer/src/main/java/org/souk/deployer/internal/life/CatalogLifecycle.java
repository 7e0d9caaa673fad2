package org.souk.deployer.internal.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.souk.api.catalog.CatalogContributor;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogListener;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.Catalogs.CheckReport;
import org.souk.api.catalog.LiveCatalogs;
import org.souk.deployer.internal.archive.StagingFolders;
import org.souk.deployer.internal.archive.Stamp;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.bundle.FileLocation;
import org.souk.deployer.internal.route.ClaimBook;

/**
 * The life of all catalogs of a container. Begins when the first part is there: first what was live before comes back, then what lies
 * in the deploy folder is looked at, then what changes.
 */
public final class CatalogLifecycle implements AutoCloseable {
    /** How soon a catalog is tried again for which the disk had no room. */
    private static final Duration DISK = Duration.ofSeconds(5);

    private final Settings settings;
    private final Bundles bundles;
    private final SerialExecutor lanes = new SerialExecutor(2);
    private final RetryLoop insistence = new RetryLoop(lanes, Duration.ofSeconds(2));
    /** Bundles that something happened to before all was open. */
    private final Map<String, Boolean> early = new LinkedHashMap<>();

    private final Notices notices = new Notices();
    private final LiveMap live = new LiveMap(notices);
    private final Contributors parts = new Contributors();
    private final CatalogRecords records = new CatalogRecords();
    private final ClaimBook claims = new ClaimBook();
    private final StartupRecovery beginning;
    private final Publisher publisher;
    private final DeployFolderFiles recognition;
    private final SettlingQueue arrivals;
    private final BundleLife bundleLife;
    private final Commands commands;
    private final RefusalRecovery recall;
    private final Disposer retirement;
    private final Path checks;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean opened;
    private volatile boolean javaAllowed;
    private volatile Runnable restored = () -> {};

    public CatalogLifecycle(Settings settings, Bundles bundles, Clock clock) {
        this(settings, bundles, clock, SettlingQueue.Quiet.DEFAULT);
    }

    CatalogLifecycle(Settings settings, Bundles bundles, Clock clock, SettlingQueue.Quiet quiet) {
        this.settings = settings;
        this.bundles = bundles;
        javaAllowed = settings.javaAllowed();
        Path staging = settings.data().resolve("staging");
        checks = settings.data().resolve("checks");
        StagingFolders.delete(checks);
        CatalogStateStore journal = new CatalogStateStore(settings.data().resolve("catalogs"));
        Refusals refusals = new Refusals(settings.data().resolve("refusals"));
        recall = new RefusalRecovery(settings, refusals, records, bundles, this::javaAllowed);
        retirement = new Disposer(lanes, journal);
        VersionBuilder deployment = new VersionBuilder(
                staging,
                journal,
                settings.limits(),
                parts,
                claims,
                bundles,
                clock,
                this::javaAllowed,
                retirement,
                records);
        KeptBundle kept = new KeptBundle(bundles, clock);
        VersionRestore restore =
                new VersionRestore(journal, settings.limits(), parts, bundles, kept, retirement, this::javaAllowed);
        OrphanedCatalogs leftovers = new OrphanedCatalogs(journal, records, claims, bundles);
        publisher = new Publisher(journal, live, records, claims, parts, leftovers, retirement, clock);
        Rollback rollback = new Rollback(settings.limits(), parts, claims, kept, clock, this::javaAllowed, retirement);
        KeptVersionFallback fallback = new KeptVersionFallback(journal, rollback, publisher, records, retirement);
        recognition = new DeployFolderFiles(settings.deploy());
        beginning = new StartupRecovery(
                settings.deploy(),
                staging,
                journal,
                bundles,
                claims,
                restore,
                fallback,
                publisher,
                leftovers,
                records,
                clock);
        PendingDeployments waiting = new PendingDeployments(claims, again());
        DeployAttempt trial =
                new DeployAttempt(deployment, publisher, records, refusals, waiting, recall::circumstances, clock);
        DropHandler intake = new DropHandler(recognition, trial, publisher, leftovers, records, waiting::freed);
        arrivals = new SettlingQueue(lanes, intake, quiet);
        commands = new Commands(lanes, records, publisher, rollback, fallback, claims, clock, waiting::freed);
        bundleLife = new BundleLife(bundles, trial, publisher, records, leftovers, waiting::freed);
    }

    /** Has that run once, when all that was live before is so again. To be said before the first part comes. */
    public void whenRestored(Runnable task) {
        restored = task;
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
        synchronized (early) {
            if (!opened) {
                early.put(location, own);
                return;
            }
        }
        if (!own && usurped(location)) {
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

    public void add(CatalogContributor part) {
        parts.add(part);
        if (begun.compareAndSet(false, true)) {
            insistence.on(() -> beginning.begin(lanes, known(), () -> {
                restored.run();
                insistence.on(this::open);
            }));
        } else {
            records.all().forEach(r -> lanes.submit(r.entry().source(), () -> reshare(r)));
        }
    }

    public void remove(CatalogContributor part) {
        parts.remove(part);
    }

    public void add(CatalogListener listener) {
        notices.add(listener, live);
    }

    public void remove(CatalogListener listener) {
        notices.remove(listener);
    }

    public void allowJava(boolean allowed) {
        javaAllowed = allowed;
    }

    // --- what others ask

    public LiveCatalogs live() {
        return live;
    }

    public List<CatalogStatus> statuses() {
        return records.statuses();
    }

    public Optional<CatalogStatus> status(CatalogId id) {
        return records.status(id);
    }

    public Commands commands() {
        return commands;
    }

    public boolean settled() {
        return arrivals.settled();
    }

    /** What keeps catalogs from being read at all, or empty. */
    public String trouble() {
        return insistence.trouble();
    }

    public CheckReport check(Path path) {
        return new Check(checks, settings.limits(), parts, claims, records::changes, javaAllowed).check(path);
    }

    private boolean javaAllowed() {
        return javaAllowed;
    }

    private void open() throws IOException {
        Set<Path> there = new HashSet<>();
        if (Files.isDirectory(settings.deploy())) {
            try (Stream<Path> list = Files.list(settings.deploy())) {
                list.filter(recognition::catalog).forEach(there::add);
            }
            ProblemsFile.sweep(settings.deploy());
        }
        there.forEach(recognition::claim);
        recall.recall(there, known());
        bundles.foreign().forEach(this::usurped);
        arrivals.open(there);
        Map<String, Boolean> untold;
        synchronized (early) {
            opened = true;
            untold = Map.copyOf(early);
        }
        untold.forEach(this::bundleChanged);
        bundles.foreign().forEach(location -> bundleChanged(location, false));
    }

    /**
     * Whether the bundle was made of a file in the deploy folder by somebody who looked there before us, as FileInstall does when all
     * of data/ was deleted. It is removed: the file is a matter of ours.
     */
    private boolean usurped(String location) {
        boolean ours = FileLocation.of(location).map(recognition::lies).orElse(false);
        if (ours) {
            bundles.removeUsurper(location);
        }
        return ours;
    }

    private void reshare(LiveRecord before) {
        LiveRecord record = records.byId(before.id());
        if (record != null) {
            publisher.reshare(record);
        }
    }

    private PendingDeployments.Again again() {
        return new PendingDeployments.Again() {
            @Override
            public void now(Source source) {
                if (source instanceof BundleSource bundle) {
                    bundleChanged(bundle.location(), !BundleSource.is(bundle.key()));
                } else {
                    source.file().ifPresent(arrivals::again);
                }
            }

            @Override
            public void later(Source source) {
                arrivals.later(() -> now(source), DISK);
            }
        };
    }

    private RefusalRecovery.Known known() {
        return new RefusalRecovery.Known() {
            @Override
            public void file(Path file, Stamp stamp) {
                recognition.claim(file);
                arrivals.known(file, stamp);
            }

            @Override
            public void bundle(String location, String stamp) {
                bundleLife.known(location, stamp);
            }
        };
    }

    /** Stops working and lets go of everything, so that the next start finds it as it is. */
    @Override
    public void close() {
        arrivals.close();
        retirement.stopping();
        lanes.close();
        notices.close();
        retirement.stop();
        live.close();
        records.all().forEach(record -> record.generation().bundle.leave());
    }
}
