package org.souk.deployer.internal.lifecycle;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.souk.api.catalog.CatalogContributor;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogListener;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.Catalogs.CheckReport;
import org.souk.api.catalog.LiveCatalogs;
import org.souk.deployer.internal.archive.DropExaminer;
import org.souk.deployer.internal.build.CatalogChecker;
import org.souk.deployer.internal.build.Contributors;
import org.souk.deployer.internal.build.DeployRules;
import org.souk.deployer.internal.build.DeploymentPipeline;
import org.souk.deployer.internal.build.KeptVersionBuilder;
import org.souk.deployer.internal.build.ProductLossCheck;
import org.souk.deployer.internal.build.VersionBuilder;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.command.AcceptCommand;
import org.souk.deployer.internal.command.CatalogCommands;
import org.souk.deployer.internal.concurrent.RetryLoop;
import org.souk.deployer.internal.concurrent.SerialExecutor;
import org.souk.deployer.internal.live.CatalogRecords;
import org.souk.deployer.internal.live.Disposer;
import org.souk.deployer.internal.live.LiveMap;
import org.souk.deployer.internal.publish.DeployAttempt;
import org.souk.deployer.internal.publish.KeptVersions;
import org.souk.deployer.internal.publish.PendingDeployments;
import org.souk.deployer.internal.publish.Publisher;
import org.souk.deployer.internal.publish.UnservedCatalogs;
import org.souk.deployer.internal.recovery.RefusalRecovery;
import org.souk.deployer.internal.recovery.StartupRecovery;
import org.souk.deployer.internal.route.ClaimRegistry;
import org.souk.deployer.internal.route.HostGrants;
import org.souk.deployer.internal.state.CatalogStateStore;
import org.souk.deployer.internal.state.RefusalStore;
import org.souk.deployer.internal.watch.BundleChanges;
import org.souk.deployer.internal.watch.BundleEventQueue;
import org.souk.deployer.internal.watch.DeployFolder;
import org.souk.deployer.internal.watch.DeployFolderFiles;
import org.souk.deployer.internal.watch.DropHandler;
import org.souk.deployer.internal.watch.PathExaminer;
import org.souk.deployer.internal.watch.RefusedSourceFinder;
import org.souk.deployer.internal.watch.SettlingQueue;
import org.souk.deployer.internal.watch.SourceRetry;

/**
 * Creates, starts and stops the parts of the deployer. When the first contributor (a service that prepares a part of each version) is
 * registered, the deployer restores the previously live versions, then deploys the files in the deploy folder, then handles changes.
 */
public final class CatalogLifecycle implements AutoCloseable {
    private final SerialExecutor executor = new SerialExecutor(2);
    private final RetryLoop retries = new RetryLoop(executor, Duration.ofSeconds(2));
    private final LiveMap live = new LiveMap();
    private final Contributors contributors = new Contributors();
    private final CatalogRecords records = new CatalogRecords();
    private final AtomicBoolean begun = new AtomicBoolean();

    private final DeployRules rules;
    private final ClaimRegistry claims;
    private final PendingDeployments pending;
    private final Disposer disposer;
    private final CatalogChecker checker;
    private final Publisher publisher;
    private final DeployFolderFiles files;
    private final SettlingQueue settling;
    private final DeployFolder folder;
    private final DropHandler drops;
    private final BundleEventQueue bundleEvents;
    private final BundleChanges bundleChanges;
    private final CatalogCommands commands;
    private final StartupRecovery recovery;
    private final RefusalRecovery refusalRecovery;
    private final Runnable restored;

    /**
     * Creates each object after those that it uses. The queues get their handlers, which use the queues, in {@link #open}.
     *
     * @param restored runs once, when all previously live catalogs are live again
     */
    public CatalogLifecycle(
            Settings settings, Bundles bundles, Clock clock, SettlingQueue.QuietTimes quiet, Runnable restored) {
        this.restored = restored;
        rules = new DeployRules(settings.limits(), settings.javaAllowed());
        CatalogStateStore store = new CatalogStateStore(settings.data());
        RefusalStore refusals = new RefusalStore(settings.data().resolve("refusals"), rules::fingerprint);
        claims = new ClaimRegistry();
        disposer = new Disposer(executor, store);

        ProductLossCheck losses = new ProductLossCheck();
        DeploymentPipeline pipeline = new DeploymentPipeline(rules, claims, contributors, disposer);
        VersionBuilder builder = new VersionBuilder(pipeline, losses, records, store, bundles, disposer, clock);
        KeptVersionBuilder keptBuilder = new KeptVersionBuilder(pipeline, store, bundles, disposer, clock);
        checker = new CatalogChecker(settings.data().resolve("checks"), pipeline, records);

        files = new DeployFolderFiles(settings.deploy());
        PathExaminer examiner = new DropExaminer(settings.limits())::examine;
        settling = new SettlingQueue(executor, quiet, examiner);
        folder = new DeployFolder(files, settling, settings.times());
        folder.acceptOthers(settings.acceptsOthers());
        bundleEvents = new BundleEventQueue(bundles, files, records, executor);

        UnservedCatalogs unserved = new UnservedCatalogs(store, records, claims, bundles);
        publisher = new Publisher(store, live, records, claims, contributors, unserved, disposer, clock);
        KeptVersions keptVersions = new KeptVersions(keptBuilder, publisher, records, disposer);
        pending = new PendingDeployments(claims, rules.memory(), new SourceRetry(settling, bundleEvents));
        // on a thread of its own, because a request may be the last user of a version
        rules.memory().whenFreed(() -> executor.submitUrgent("memory", pending::memoryFreed));
        DeployAttempt attempt = new DeployAttempt(builder, publisher, records, refusals, pending, bundles, clock);

        drops = new DropHandler(files, examiner, attempt, settings.limits());
        bundleChanges = new BundleChanges(bundles, attempt, publisher, records, pending);
        AcceptCommand accept =
                new AcceptCommand(losses, new RefusedSourceFinder(files, bundles, records, examiner), attempt, records);
        commands = new CatalogCommands(executor, records, publisher, keptVersions, accept, claims, pending, clock);

        recovery = new StartupRecovery(files, settling, unserved, keptVersions, records, bundles, executor, clock);
        refusalRecovery = new RefusalRecovery(refusals, records, bundles, files, examiner, settling, bundleChanges);
    }

    // --- events

    /** Whether FileInstall must leave a path to the deployer: a catalog, or a problems file. */
    public boolean handles(Path path) {
        return files.isCatalog(path) || files.isProblemsFile(path);
    }

    public BundleEventQueue bundleEvents() {
        return bundleEvents;
    }

    public void add(CatalogContributor contributor) {
        contributors.add(contributor);
        if (begun.compareAndSet(false, true)) {
            retries.run(() -> recovery.restoreAll(() -> {
                restored.run();
                retries.run(this::open);
            }));
        } else {
            records.all()
                    .forEach(record -> executor.submit(record.state().source(), () -> publisher.complete(record.id())));
        }
    }

    public void remove(CatalogContributor contributor) {
        contributors.remove(contributor);
    }

    public void add(CatalogListener listener) {
        live.add(listener);
    }

    public void remove(CatalogListener listener) {
        live.remove(listener);
    }

    public void allowJava(boolean allowed) {
        rules.allowJava(allowed);
    }

    /** Sets whether FileInstall installs other artifacts from the deploy folder. If not, the deployer writes a problems file beside each. */
    public void acceptOthers(boolean accepted) {
        folder.acceptOthers(accepted);
    }

    /** Sets what the operator grants, and retries catalogs that wait for a grant. Catalogs that are live keep what they hold. */
    public void grant(HostGrants grants) {
        claims.grant(grants);
        pending.resourcesFreed();
    }

    private void open() throws IOException {
        files.create();
        Set<Path> found = files.listAtStartup();
        refusalRecovery.restore(found);
        bundleEvents.removeFileInstallBundles();
        settling.open(drops, found);
        bundleEvents.open(bundleChanges);
        folder.open();
        if (!folder.acceptsOthers()) {
            bundleEvents.logFileInstallBundles();
        }
    }

    // --- queries and commands

    public LiveCatalogs live() {
        return live;
    }

    public List<CatalogStatus> statuses() {
        return records.statuses();
    }

    public Optional<CatalogStatus> status(CatalogId id) {
        return records.status(id);
    }

    public CheckReport check(Path path) {
        return checker.check(path);
    }

    public CatalogCommands commands() {
        return commands;
    }

    /** Whether everything that lay in the deploy folder at the start was deployed or refused. */
    public boolean settled() {
        return settling.settled();
    }

    /** Why no catalog can be read at all; empty if nothing prevents it. */
    public String trouble() {
        return retries.trouble();
    }

    /** Why changes in the deploy folder are noticed late or not at all; empty if they are noticed in time. */
    public String scanTrouble() {
        return folder.trouble();
    }

    /** Waits for work in progress. Deletes and uninstalls nothing, because the next start needs all versions. */
    @Override
    public void close() {
        folder.close();
        settling.close();
        disposer.stopping();
        executor.close();
        disposer.stop();
        live.close();
        records.all().forEach(record -> record.generation().bundle.leave());
    }
}
