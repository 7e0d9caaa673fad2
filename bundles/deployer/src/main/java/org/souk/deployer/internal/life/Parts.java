package org.souk.deployer.internal.life;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.CatalogPart;
import org.souk.deployer.internal.read.Problems;

/** The rooms that have a share in every catalog. */
final class Parts {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final CopyOnWriteArrayList<CatalogPart> parts = new CopyOnWriteArrayList<>();

    void add(CatalogPart part) {
        parts.add(part);
    }

    void remove(CatalogPart part) {
        parts.removeIf(p -> p == part);
    }

    boolean none() {
        return parts.isEmpty();
    }

    /**
     * Has every part prepare its share; one that a part made before is kept.
     *
     * @return one use of each share; empty if a part refused, which is told to {@code problems}
     */
    Optional<List<Share>> prepare(Catalog catalog, CatalogFiles files, List<Share> before, Problems problems) {
        List<Share> shares = new ArrayList<>();
        for (CatalogPart part : parts) {
            Optional<Share> kept =
                    before.stream().filter(s -> s.part == part && s.retain()).findFirst();
            if (kept.isPresent()) {
                shares.add(kept.get());
            } else {
                ask(part, catalog, files, problems).ifPresent(shares::add);
            }
        }
        if (problems.refused()) {
            shares.forEach(Share::release);
            return Optional.empty();
        }
        return Optional.of(shares);
    }

    private static Optional<Share> ask(CatalogPart part, Catalog catalog, CatalogFiles files, Problems problems) {
        CatalogPart.Prepared prepared;
        try {
            prepared = part.prepare(catalog, files);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("{} failed to prepare {}", part.name(), catalog.id(), e);
            problems.error(part.name(), 0, "this cannot be prepared (" + e + "); look at the log");
            return Optional.empty();
        }
        if (prepared instanceof CatalogPart.Prepared.Ready ready) {
            problems.addAll(ready.warnings());
            return Optional.of(new Share(part, ready.share()));
        }
        CatalogPart.Prepared.Refused refused = (CatalogPart.Prepared.Refused) prepared;
        problems.addAll(refused.problems());
        if (!problems.refused()) {
            problems.error(part.name(), 0, "this was refused without a reason; look at the log");
        }
        return Optional.empty();
    }
}
