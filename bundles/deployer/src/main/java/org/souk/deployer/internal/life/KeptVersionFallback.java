package org.souk.deployer.internal.life;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.read.Problems;

/** Serves a kept version of a catalog of which nothing is served, because its live one cannot be restored. */
final class KeptVersionFallback {
    private static final Logger LOG = LoggerFactory.getLogger(KeptVersionFallback.class);

    private final CatalogStateStore journal;
    private final Rollback rollback;
    private final Publisher publisher;
    private final CatalogRecords records;
    private final Disposer retirement;

    KeptVersionFallback(
            CatalogStateStore journal,
            Rollback rollback,
            Publisher publisher,
            CatalogRecords records,
            Disposer retirement) {
        this.journal = journal;
        this.rollback = rollback;
        this.publisher = publisher;
        this.records = records;
        this.retirement = retirement;
    }

    /**
     * Serves the first of these versions that can be.
     *
     * @param next what is written down then
     * @param problems told what is wrong with those before it
     * @return which it is
     */
    Optional<Version> serve(CatalogState away, List<Version> versions, Rollback.Next next, Problems problems) {
        return versions.stream()
                .filter(version -> serves(away, version, next, problems))
                .findFirst();
    }

    private boolean serves(CatalogState away, Version version, Rollback.Next next, Problems problems) {
        // held here too, as the state names it until another is written down: what is not published must not delete it
        GenerationFolder folder =
                new GenerationFolder(away.id(), journal.folder(away.id(), version.generation()), retirement);
        Problems wrong = new Problems();
        try {
            Rollback.Next there = (target, bundle, at) -> journal.present(next.with(target, bundle, at));
            Optional<VersionBuilder.Outcome.Ready> ready = rollback.prepare(away, version, folder, null, there, wrong);
            if (ready.isPresent()) {
                records.away(away);
                publisher.publish(ready.get(), null);
                folder.release();
                return true;
            }
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            LOG.error("Version {} of {} cannot be served", version.name(), away.id(), e);
            wrong.error(version.name(), 0, Trouble.of(e));
        }
        problems.addAll(wrong.all());
        return false;
    }
}
