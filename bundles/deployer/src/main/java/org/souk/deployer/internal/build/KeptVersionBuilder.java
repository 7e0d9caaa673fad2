package org.souk.deployer.internal.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.build.BuildOutcome.Ready;
import org.souk.deployer.internal.build.DeploymentPipeline.Candidate;
import org.souk.deployer.internal.bundle.BundleRefusedException;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.bundle.CatalogBundle;
import org.souk.deployer.internal.live.Contribution;
import org.souk.deployer.internal.live.Disposer;
import org.souk.deployer.internal.live.Generation;
import org.souk.deployer.internal.live.GenerationFolder;
import org.souk.deployer.internal.live.LiveRecord;
import org.souk.deployer.internal.live.Snapshot;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.route.ClaimRegistry.Scope;
import org.souk.deployer.internal.state.CatalogState;
import org.souk.deployer.internal.state.CatalogStateStore;
import org.souk.deployer.internal.state.Version;

/** Makes a version ready again that was served before and whose folder was kept: for a rollback, or after a restart. */
public final class KeptVersionBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(KeptVersionBuilder.class);

    private final DeploymentPipeline pipeline;
    private final CatalogStateStore store;
    private final Bundles bundles;
    private final Disposer disposer;
    private final Clock clock;

    public KeptVersionBuilder(
            DeploymentPipeline pipeline, CatalogStateStore store, Bundles bundles, Disposer disposer, Clock clock) {
        this.pipeline = pipeline;
        this.store = store;
        this.bundles = bundles;
        this.disposer = disposer;
        this.clock = clock;
    }

    /** Computes the state of a catalog in which a kept version is live. */
    public interface NextState {
        CatalogState of(Version target, CatalogBundle bundle, Instant at);
    }

    /**
     * Makes a kept version ready to be published again. Empty if it cannot be served; {@code problems} say why.
     *
     * @param state the current state of the catalog
     * @param folder of that version; the result counts as another use of it
     * @param liveOrNull the version that is live, or null
     */
    public Optional<Ready> prepare(
            CatalogState state,
            Version target,
            GenerationFolder folder,
            @Nullable Snapshot liveOrNull,
            NextState next,
            Problems problems)
            throws IOException {
        if (pipeline.damaged(target, folder)) {
            problems.error(target.name(), 0, "its files in " + folder.path() + " are damaged; drop its archive again");
            return Optional.empty();
        }
        Optional<Candidate> read = pipeline.readKept(target, folder, target.name(), problems);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Candidate candidate = read.get();
        Optional<Ready> ready = Optional.empty();
        boolean reserved = false;
        try {
            reserved = pipeline.reserve(
                    candidate.catalog(),
                    state.changes(),
                    candidate.reading().hosts(),
                    state.source(),
                    Scope.MORE_HOSTS,
                    problems);
            if (!reserved) {
                return Optional.empty();
            }
            ready = pipeline.prepare(
                    candidate,
                    liveOrNull,
                    () -> keptBundle(target, candidate),
                    bundle -> store.present(next.of(target, bundle, clock.instant())),
                    target.name(),
                    problems);
            return ready;
        } finally {
            if (reserved && ready.isEmpty()) {
                pipeline.cancel(candidate.catalog().id());
            }
            if (ready.isEmpty()) {
                pipeline.rules.memory().release(candidate.catalog());
            }
        }
    }

    /** Creates the bundle of a kept version, and counts the use of the folder that the new generation takes over. */
    private CatalogBundle keptBundle(Version version, Candidate candidate) throws BundleRefusedException {
        CatalogBundle bundle = createBundle(version, candidate);
        if (!candidate.folder().retain()) {
            throw new IllegalStateException(candidate.folder().path() + " was deleted");
        }
        return bundle;
    }

    /**
     * Reads the version that was live before a restart. The record has no snapshot, so it is not served, while the bundle is stopped or
     * lacks services. Empty if it cannot be read; {@code problems} say why.
     */
    public Optional<LiveRecord> restore(CatalogState recorded, Problems problems) throws IOException {
        CatalogState state = store.present(recorded);
        String location = state.bundle().location();
        if (state.live().java() && !pipeline.rules.javaAllowed()) {
            // the framework has started the bundle already, but its Java must not run
            bundles.remove(location);
        }
        GenerationFolder folder = disposer.folder(state.id(), state.live().generation());
        Optional<Candidate> read = pipeline.readKept(state.live(), folder, state.source(), problems);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        pipeline.warnAboutHosts(read.get(), state.changes(), state.source(), problems);
        boolean stopped = state.state() == CatalogState.State.STOPPED || bundles.stopped(location);
        Optional<LiveRecord> restored = Optional.empty();
        try {
            CatalogBundle bundle = restoreBundle(state, stopped, read.get());
            restored = restore(state, read.get(), bundle, stopped, problems);
        } catch (BundleRefusedException e) {
            problems.error(state.source(), 0, String.valueOf(e.getMessage()));
        } finally {
            if (restored.isEmpty()) {
                pipeline.rules.memory().release(read.get().catalog());
            }
        }
        return restored;
    }

    private Optional<LiveRecord> restore(
            CatalogState state, Candidate candidate, CatalogBundle bundle, boolean stopped, Problems problems)
            throws IOException {
        Generation generation = pipeline.generation(candidate, bundle);
        List<GenerationFolder> kept = state.kept().stream()
                .map(version -> disposer.folder(state.id(), version.generation()))
                .toList();
        if (stopped) {
            // if the bundle was updated in between, BundleChanges notices that when an operator starts it
            CatalogState off = state.withState(CatalogState.State.STOPPED, state.since());
            return Optional.of(new LiveRecord(off, generation, null, problems.all(), kept));
        }
        CatalogState on = state.withBundle(bundle);
        if (!bundle.complete()) {
            // without the services of its bundle a shop would sell at other prices, so it waits for them
            return Optional.of(new LiveRecord(on, generation, null, problems.all(), kept));
        }
        Optional<List<Contribution>> contributions = Optional.empty();
        try {
            contributions = pipeline.contribute(candidate, null, problems);
            return contributions.map(all ->
                    new LiveRecord(on, generation, new Snapshot(generation, all, on, kept), problems.all(), kept));
        } finally {
            if (contributions.isEmpty()
                    && bundle.location().equals(state.bundle().location())) {
                bundle.leave();
            } else if (contributions.isEmpty()) {
                // restoreBundle created the bundle, so nothing else uses it
                bundle.retire();
            }
        }
    }

    /** Creates a bundle at a new location, because the version's first bundle may still be in use. */
    private CatalogBundle createBundle(Version version, Candidate candidate) throws BundleRefusedException {
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
     * Adopts the bundle of the live version. Creates another one if the framework has no such bundle any more, or if it was updated to a
     * version that was refused and would run that version's Java.
     *
     * @throws BundleRefusedException also if the bundle was stopped and then uninstalled
     */
    private CatalogBundle restoreBundle(CatalogState state, boolean stopped, Candidate candidate)
            throws BundleRefusedException {
        String location = state.bundle().location();
        String stamp = state.bundle().stamp();
        boolean installed = bundles.state(location) != Bundles.State.ABSENT;
        boolean updated = installed && !stamp.isEmpty() && !stamp.equals(bundles.stamp(location));
        if (stopped || (installed && !updated)) {
            return bundles.existing(location, !stopped)
                    .orElseThrow(() -> new BundleRefusedException("its bundle " + location + " is not installed"));
        }
        CatalogBundle created = createBundle(state.live(), candidate);
        if (updated) {
            LOG.warn(
                    "The bundle of catalog {} was updated to what is not live; version {} is served from a bundle of its own",
                    state.id(),
                    state.live().name());
            bundles.remove(location);
        }
        return created;
    }
}
