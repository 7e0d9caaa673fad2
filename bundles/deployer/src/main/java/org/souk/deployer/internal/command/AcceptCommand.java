package org.souk.deployer.internal.command;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.CatalogChange;
import org.souk.api.catalog.CatalogChange.Done;
import org.souk.api.catalog.CatalogChange.Refused;
import org.souk.api.catalog.CatalogId;
import org.souk.deployer.internal.archive.DamagedArchiveException;
import org.souk.deployer.internal.build.BuildOutcome;
import org.souk.deployer.internal.build.BundleSource;
import org.souk.deployer.internal.build.ProductLossCheck;
import org.souk.deployer.internal.build.Source;
import org.souk.deployer.internal.live.CatalogRecords;
import org.souk.deployer.internal.publish.DeployAttempt;
import org.souk.deployer.internal.state.CatalogState;
import org.souk.deployer.internal.state.Refusal;
import org.souk.deployer.internal.watch.RefusedSourceFinder;

/** {@code catalog:accept}: publishes an update that was refused because it drops most products. */
public final class AcceptCommand {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptCommand.class);

    private final ProductLossCheck losses;
    private final RefusedSourceFinder sources;
    private final DeployAttempt attempt;
    private final CatalogRecords records;

    public AcceptCommand(
            ProductLossCheck losses, RefusedSourceFinder sources, DeployAttempt attempt, CatalogRecords records) {
        this.losses = losses;
        this.sources = sources;
        this.attempt = attempt;
        this.records = records;
    }

    CatalogChange run(CatalogState state) throws IOException {
        CatalogId id = state.id();
        Optional<Refusal> refusal =
                records.refusal(state.source()).filter(refused -> refused.reason() == Refusal.Reason.LOSS);
        if (refusal.isEmpty()) {
            return new Refused(
                    "No update of catalog '" + id + "' waits to be accepted; see its state with catalog:info " + id);
        }
        Optional<Source> found = sources.find(refusal.get());
        if (found.isEmpty() && BundleSource.isInPlace(refusal.get().content())) {
            // a start serves the live version from a bundle of its own, so nothing reads the update again
            return new Refused(
                    "The refused update of catalog '" + id + "' is in its bundle no more, so there is nothing to"
                            + " accept; update the bundle again with bundle:update, or drop the file again");
        }
        if (found.isEmpty()) {
            return new Refused(state.source() + " has changed since it was refused, so Souk reads it again;"
                    + " see what comes of it with catalog:info " + id);
        }
        losses.accept(found.get());
        DeployAttempt.Prepared prepared;
        try {
            prepared = attempt.prepare(found.get());
        } catch (DamagedArchiveException e) {
            LOG.debug("{} changes while it is read", state.source(), e);
            return justChanged(state);
        }
        if (sources.find(refusal.get()).isEmpty()) {
            attempt.discard(prepared);
            return justChanged(state);
        }
        LOG.info("An operator accepted the update of catalog {} that drops products", id);
        attempt.commit(prepared);
        if (prepared.outcome() instanceof BuildOutcome.Refused again) {
            return new Refused("Catalog '" + id + "' stays as it is: "
                    + again.problems().all().get(0));
        }
        return records.status(id)
                .<CatalogChange>map(Done::new)
                .orElseGet(() -> new Refused("Catalog '" + id + "' went away at this moment; see catalog:list"));
    }

    private static Refused justChanged(CatalogState state) {
        return new Refused(state.source() + " has just changed, so Souk reads it again;"
                + " see what comes of it with catalog:info " + state.id());
    }
}
