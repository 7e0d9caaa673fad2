package org.souk.deployer.internal.life;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogContributor;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.LiveCatalog;
import org.souk.deployer.internal.archive.NoSpaceException;
import org.souk.deployer.internal.archive.StagingSpace;
import org.souk.deployer.internal.read.Problems;

/** The rooms that have a share in every catalog. */
final class Contributors {
    private static final Logger LOG = LoggerFactory.getLogger(Contributors.class);

    private final CopyOnWriteArrayList<CatalogContributor> parts = new CopyOnWriteArrayList<>();

    void add(CatalogContributor part) {
        parts.add(part);
    }

    void remove(CatalogContributor part) {
        parts.removeIf(p -> p == part);
    }

    /** Whether a part has come that made none of these. */
    boolean lack(List<Contribution> shares) {
        return parts.stream().anyMatch(part -> shares.stream().noneMatch(share -> share.part == part));
    }

    /**
     * Has every part prepare its share; one that a part made before of the same version is kept.
     *
     * @param folder of this version, where each part has one of its own
     * @param live what is served under that id now, or null
     * @param made shares of the same version that may be kept
     * @return one use of each share; empty if a part refused, which is told to {@code problems}
     * @throws NoSpaceException if the disk has no room for a share
     */
    Optional<List<Contribution>> prepare(
            Catalog catalog,
            CatalogFiles files,
            Path folder,
            @Nullable LiveCatalog live,
            List<Contribution> made,
            Problems problems)
            throws NoSpaceException {
        List<Contribution> shares = new ArrayList<>();
        boolean done = false;
        try {
            ask(catalog, files, folder, live, made, problems, shares);
            done = !problems.refused();
            return done ? Optional.of(shares) : Optional.empty();
        } finally {
            if (!done) {
                shares.forEach(Contribution::release);
            }
        }
    }

    private void ask(
            Catalog catalog,
            CatalogFiles files,
            Path folder,
            @Nullable LiveCatalog live,
            List<Contribution> made,
            Problems problems,
            List<Contribution> shares)
            throws NoSpaceException {
        for (CatalogContributor part : parts) {
            Optional<Contribution> kept =
                    made.stream().filter(s -> s.part == part && s.retain()).findFirst();
            if (kept.isPresent()) {
                shares.add(kept.get());
            } else {
                ask(
                                part,
                                new CatalogContributor.Preparation(catalog, files, folder.resolve(part.name()), live),
                                problems)
                        .ifPresent(shares::add);
            }
        }
    }

    private static Optional<Contribution> ask(
            CatalogContributor part, CatalogContributor.Preparation version, Problems problems)
            throws NoSpaceException {
        CatalogContributor.Prepared prepared;
        try {
            prepared = part.prepare(version);
        } catch (IOException e) {
            if (StagingSpace.explain(e, version.folder()) instanceof NoSpaceException full) {
                throw full;
            }
            LOG.error(
                    "{} cannot keep what it made of {}",
                    part.name(),
                    version.catalog().id(),
                    e);
            problems.error(
                    part.name(), 0, "this cannot be written to " + version.folder() + " (" + e + "); look at the log");
            return Optional.empty();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("{} failed to prepare {}", part.name(), version.catalog().id(), e);
            problems.error(part.name(), 0, "this cannot be prepared (" + e + "); look at the log");
            return Optional.empty();
        }
        if (prepared instanceof CatalogContributor.Prepared.Ready ready) {
            problems.addAll(ready.warnings());
            return Optional.of(new Contribution(part, ready.contribution()));
        }
        CatalogContributor.Prepared.Refused refused = (CatalogContributor.Prepared.Refused) prepared;
        problems.addAll(refused.problems());
        if (!problems.refused()) {
            problems.error(part.name(), 0, "this was refused without a reason; look at the log");
        }
        return Optional.empty();
    }
}
