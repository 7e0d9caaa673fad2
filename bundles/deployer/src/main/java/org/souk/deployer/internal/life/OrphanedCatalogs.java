package org.souk.deployer.internal.life;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.souk.deployer.internal.archive.StagingFolders;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.route.ClaimBook;

/** What the journal has and nobody serves: uninstalled by an operator, or not to be restored now. Goes with its source, or when another takes its place. */
final class OrphanedCatalogs {
    private final CatalogStateStore journal;
    private final CatalogRecords records;
    private final ClaimBook claims;
    private final Bundles bundles;

    OrphanedCatalogs(CatalogStateStore journal, CatalogRecords records, ClaimBook claims, Bundles bundles) {
        this.journal = journal;
        this.records = records;
        this.claims = claims;
        this.bundles = bundles;
    }

    /**
     * Clears away what a source had; its next version is written down already.
     *
     * @return whether a host became free
     */
    boolean replace(CatalogState next) {
        CatalogState away = records.notAway(next.source());
        if (away == null) {
            return false;
        }
        if (away.id().equals(next.id())) {
            clear(away, next);
            return false;
        }
        forget(away);
        return true;
    }

    /** The source is gone. */
    void gone(String source) {
        CatalogState away = records.notAway(source);
        if (away != null) {
            forget(away);
        }
    }

    /** Forgets it; an id that another source brought since, or is about to bring, is that one's. */
    void forget(CatalogState entry) {
        boolean taken = records.byId(entry.id()) != null || claims.taken(entry.id(), entry.source());
        if (!taken) {
            journal.forget(entry.id());
            claims.release(entry.id());
        }
        clear(entry, null);
        if (!taken) {
            journal.tidy(entry.id());
        }
    }

    private void clear(CatalogState away, @Nullable CatalogState next) {
        if (next == null || !away.location().equals(next.location())) {
            bundles.remove(away.location());
        }
        Stream.concat(Stream.of(away.live()), away.kept().stream())
                .map(Version::generation)
                .filter(name -> !name.isEmpty() && (next == null || !next.has(name)))
                .forEach(name -> StagingFolders.delete(journal.folder(away.id(), name)));
    }
}
