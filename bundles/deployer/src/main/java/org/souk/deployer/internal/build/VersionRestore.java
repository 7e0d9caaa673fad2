package org.souk.deployer.internal.build;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
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
import org.souk.deployer.internal.state.CatalogState;
import org.souk.deployer.internal.state.CatalogStateStore;

/** Continues after a restart with the version that was live. */
public final class VersionRestore {
    private final DeployRules rules;
    private final DeploymentPipeline pipeline;
    private final CatalogStateStore store;
    private final Bundles bundles;
    private final KeptBundles keptBundles;
    private final Disposer disposer;

    public VersionRestore(
            DeployRules rules,
            DeploymentPipeline pipeline,
            CatalogStateStore store,
            Bundles bundles,
            Disposer disposer,
            Clock clock) {
        this.rules = rules;
        this.pipeline = pipeline;
        this.store = store;
        this.bundles = bundles;
        this.keptBundles = new KeptBundles(bundles, clock);
        this.disposer = disposer;
    }

    /**
     * Reads back what was live before a restart. The record has no snapshot while the bundle is stopped or waits for its services. Empty if
     * it cannot be served; {@code problems} say why.
     */
    public Optional<LiveRecord> restore(CatalogState recorded, Problems problems) throws IOException {
        CatalogState state = store.present(recorded);
        if (state.live().java() && !rules.javaAllowed()) {
            // the framework has started it already
            bundles.remove(state.location());
        }
        GenerationFolder folder = disposer.folder(state.id(), state.live().generation());
        Optional<Candidate> read = pipeline.readKept(state.live(), folder, state.source(), problems);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        boolean stopped = state.state() == CatalogState.State.STOPPED || bundles.stopped(state.location());
        try {
            Optional<CatalogBundle> bundle = keptBundles.restore(state, stopped, read.get());
            if (bundle.isEmpty()) {
                problems.error(state.source(), 0, "its bundle " + state.location() + " is not installed");
                return Optional.empty();
            }
            return restore(state, read.get(), bundle.get(), stopped, problems);
        } catch (BundleRefusedException e) {
            problems.error(state.source(), 0, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<LiveRecord> restore(
            CatalogState state, Candidate candidate, CatalogBundle bundle, boolean stopped, Problems problems)
            throws IOException {
        Generation generation = pipeline.generation(candidate, bundle);
        List<GenerationFolder> kept = state.kept().stream()
                .map(version -> disposer.folder(state.id(), version.generation()))
                .toList();
        if (stopped) {
            // if the bundle was updated meanwhile, its next start shows that
            CatalogState off = state.in(CatalogState.State.STOPPED, state.since());
            return Optional.of(new LiveRecord(off, generation, null, problems.all(), kept));
        }
        CatalogState on = state.in(bundle);
        if (!bundle.complete()) {
            // without the services of its bundle a shop would sell at other prices; it is served once they are there
            return Optional.of(new LiveRecord(on, generation, null, problems.all(), kept));
        }
        Optional<List<Contribution>> contributions = Optional.empty();
        try {
            contributions = pipeline.contribute(candidate, null, problems);
            return contributions.map(all ->
                    new LiveRecord(on, generation, new Snapshot(generation, all, on, kept), problems.all(), kept));
        } finally {
            if (contributions.isEmpty() && bundle.location().equals(state.location())) {
                bundle.leave();
            } else if (contributions.isEmpty()) {
                // created just now, so nobody else knows it
                bundle.retire();
            }
        }
    }
}
