package org.souk.deployer.internal.build;

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
import org.souk.api.catalog.CatalogContributor.Preparation;
import org.souk.api.catalog.CatalogContributor.Prepared;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.deployer.internal.archive.NoSpaceException;
import org.souk.deployer.internal.archive.StagingSpace;
import org.souk.deployer.internal.live.Contribution;
import org.souk.deployer.internal.problem.Problems;

/** The registered contributors. Each prepares its part of every version, such as the search index. */
public final class Contributors {
    private static final Logger LOG = LoggerFactory.getLogger(Contributors.class);

    private final CopyOnWriteArrayList<CatalogContributor> registered = new CopyOnWriteArrayList<>();

    public void add(CatalogContributor contributor) {
        registered.add(contributor);
    }

    public void remove(CatalogContributor contributor) {
        registered.removeIf(one -> one == contributor);
    }

    /** Whether some registered contributor made none of these contributions. */
    public boolean isMissingIn(List<Contribution> contributions) {
        return registered.stream().anyMatch(contributor -> contributions.stream()
                .noneMatch(contribution -> contribution.contributor == contributor));
    }

    /**
     * Has every contributor prepare its part of a version.
     *
     * @param folder of the version; each contributor gets a folder of its own in it
     * @param liveOrNull the version of that catalog that is live, or null
     * @param made existing contributions to the same version, which are reused
     * @return the contributions, each with one use that the caller releases; empty if a contributor refused, then {@code problems} say why
     * @throws NoSpaceException if the disk is full
     */
    public Optional<List<Contribution>> prepare(
            Catalog catalog,
            CatalogFiles files,
            Path folder,
            @Nullable LiveCatalog liveOrNull,
            List<Contribution> made,
            Problems problems)
            throws NoSpaceException {
        List<Contribution> contributions = new ArrayList<>();
        boolean done = false;
        try {
            for (CatalogContributor contributor : registered) {
                Preparation version = new Preparation(catalog, files, folder.resolve(contributor.name()), liveOrNull);
                Optional<Contribution> kept = made.stream()
                        .filter(one -> one.contributor == contributor && one.retain())
                        .findFirst();
                (kept.isPresent() ? kept : ask(contributor, version, problems)).ifPresent(contributions::add);
            }
            done = !problems.refused();
            return done ? Optional.of(contributions) : Optional.empty();
        } finally {
            if (!done) {
                contributions.forEach(Contribution::release);
            }
        }
    }

    private static Optional<Contribution> ask(CatalogContributor contributor, Preparation version, Problems problems)
            throws NoSpaceException {
        CatalogId id = version.catalog().id();
        Prepared prepared;
        try {
            prepared = contributor.prepare(version);
        } catch (IOException e) {
            if (StagingSpace.explain(e, version.folder()) instanceof NoSpaceException full) {
                throw full;
            }
            LOG.error("{} cannot keep what it made of {}", contributor.name(), id, e);
            String message = "this cannot be written to " + version.folder() + " (" + e
                    + "); ask the operator to look at disk space and the log";
            problems.error(contributor.name(), 0, message);
            return Optional.empty();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("{} failed to prepare {}", contributor.name(), id, e);
            problems.error(
                    contributor.name(), 0, "this cannot be prepared (" + e + "); ask the operator to look at the log");
            return Optional.empty();
        }
        if (prepared instanceof Prepared.Ready ready) {
            problems.addAll(ready.warnings());
            return Optional.of(new Contribution(contributor, ready.contribution()));
        }
        problems.addAll(((Prepared.Refused) prepared).problems());
        if (!problems.refused()) {
            problems.error(
                    contributor.name(), 0, "this was refused without a reason; ask the operator to look at the log");
        }
        return Optional.empty();
    }
}
