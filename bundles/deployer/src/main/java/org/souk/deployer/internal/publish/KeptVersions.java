package org.souk.deployer.internal.publish;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.build.BuildOutcome.Ready;
import org.souk.deployer.internal.build.FailureText;
import org.souk.deployer.internal.build.KeptVersionBuilder;
import org.souk.deployer.internal.build.KeptVersionBuilder.NextState;
import org.souk.deployer.internal.live.CatalogRecords;
import org.souk.deployer.internal.live.Disposer;
import org.souk.deployer.internal.live.GenerationFolder;
import org.souk.deployer.internal.live.LiveRecord;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.state.CatalogState;
import org.souk.deployer.internal.state.Version;

/** Publishes versions that were served before: after a restart, at a rollback, or because the live version cannot be restored. */
public final class KeptVersions {
    private static final Logger LOG = LoggerFactory.getLogger(KeptVersions.class);

    private final KeptVersionBuilder builder;
    private final Publisher publisher;
    private final CatalogRecords records;
    private final Disposer disposer;

    public KeptVersions(KeptVersionBuilder builder, Publisher publisher, CatalogRecords records, Disposer disposer) {
        this.builder = builder;
        this.publisher = publisher;
        this.records = records;
        this.disposer = disposer;
    }

    /** Publishes the live version again after a restart. False if it cannot be served; {@code problems} say why. */
    public boolean restore(CatalogState state, Problems problems) {
        try {
            Optional<LiveRecord> record = builder.restore(state, problems);
            record.ifPresent(back -> {
                publisher.restored(back, state);
                records.removeUnserved(state.source());
            });
            return record.isPresent();
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            LOG.error("{} cannot be restored", state.id(), e);
            problems.error(state.source(), 0, FailureText.of(e));
            return false;
        }
    }

    /** Rolls back a catalog that is served. Empty if that version cannot be served; {@code problems} say why. */
    public Optional<Version> rollBack(LiveRecord record, Version target, Problems problems) throws IOException {
        CatalogState state = record.state();
        Optional<Ready> ready = builder.prepare(
                state, target, record.folder(target), record.snapshotOrNull(), state::rolledBackTo, problems);
        if (ready.isPresent()) {
            publisher.publish(ready.get(), record);
        }
        return ready.map(published -> target);
    }

    /**
     * Publishes the first of these versions that can be prepared, for a catalog without a live version.
     *
     * @param next the state to write with it
     * @param problems of the versions that could not be prepared
     */
    public Optional<Version> serveFirst(
            CatalogState unserved, List<Version> versions, NextState next, Problems problems) {
        return versions.stream()
                .filter(version -> serve(unserved, version, next, problems))
                .findFirst();
    }

    private boolean serve(CatalogState unserved, Version version, NextState next, Problems problems) {
        // released only once the new state is written: the last release deletes the folder, which the old state names
        GenerationFolder folder = disposer.folder(unserved.id(), version.generation());
        Problems found = new Problems();
        try {
            Optional<Ready> ready = builder.prepare(unserved, version, folder, null, next, found);
            if (ready.isPresent()) {
                records.putUnserved(unserved);
                publisher.publish(ready.get(), null);
                folder.release();
                return true;
            }
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            LOG.error("Version {} of {} cannot be served", version.name(), unserved.id(), e);
            found.error(version.name(), 0, FailureText.of(e));
        }
        problems.addAll(found);
        return false;
    }
}
