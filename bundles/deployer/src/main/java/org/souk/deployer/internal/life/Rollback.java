package org.souk.deployer.internal.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.common.digest.Sha256;
import org.souk.deployer.internal.archive.StagedFiles;
import org.souk.deployer.internal.bundle.BundleRefusedException;
import org.souk.deployer.internal.bundle.CatalogBundle;
import org.souk.deployer.internal.read.CatalogReader;
import org.souk.deployer.internal.read.Hints;
import org.souk.deployer.internal.read.Limits;
import org.souk.deployer.internal.read.Problems;
import org.souk.deployer.internal.route.ClaimBook;

/** Makes a version that is kept ready to be served again, beside the one that is live. Fails without a trace. */
final class Rollback {
    private final Limits limits;
    private final Contributors parts;
    private final ClaimBook claims;
    private final KeptBundle kept;
    private final Clock clock;
    private final BooleanSupplier javaAllowed;
    private final Disposer retirement;

    Rollback(
            Limits limits,
            Contributors parts,
            ClaimBook claims,
            KeptBundle kept,
            Clock clock,
            BooleanSupplier javaAllowed,
            Disposer retirement) {
        this.limits = limits;
        this.parts = parts;
        this.claims = claims;
        this.kept = kept;
        this.clock = clock;
        this.javaAllowed = javaAllowed;
        this.retirement = retirement;
    }

    /** Where a catalog can go back to, newest first. */
    static List<Version> targets(CatalogState entry) {
        // what an operator installed is that bundle: another version of it is what the operator puts there
        return BundleSource.is(entry.source()) ? List.of() : entry.kept(Version.Mark.NONE);
    }

    /** What is written down of a catalog that a kept version serves now. */
    interface Next {
        CatalogState with(Version target, CatalogBundle bundle, Instant at);
    }

    /**
     * Empty, and why, if that version cannot be served.
     *
     * @param folder of that version
     * @param liveOrNull what is served now
     */
    Optional<VersionBuilder.Outcome.Ready> prepare(
            CatalogState entry,
            Version target,
            GenerationFolder folder,
            @Nullable Snapshot liveOrNull,
            Next next,
            Problems problems)
            throws IOException {
        Optional<Catalog> read = read(target, folder, problems);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Catalog catalog = read.get();
        HostChanges changes = entry.changes();
        if (!Claims.remain(catalog, changes, problems)
                || !Claims.reserve(claims, catalog, changes, Map.of(), entry.source(), problems)) {
            return Optional.empty();
        }
        Optional<VersionBuilder.Outcome.Ready> ready = Optional.empty();
        try {
            ready = ready(target, folder, catalog, liveOrNull, next, problems);
            return ready;
        } finally {
            if (ready.isEmpty()) {
                claims.cancel(catalog.id());
            }
        }
    }

    private Optional<Catalog> read(Version target, GenerationFolder folder, Problems problems) throws IOException {
        if (target.java() && !javaAllowed.getAsBoolean()) {
            problems.error(
                    target.name(),
                    0,
                    "it brings Java, which this container does not allow any more (SOUK_CATALOG_JAVA=deny)");
            return Optional.empty();
        }
        if (!folder.there() || damaged(target, folder.path())) {
            problems.error(target.name(), 0, "its files in " + folder.path() + " are damaged; drop its archive again");
            return Optional.empty();
        }
        Hints hints = new Hints(target.name(), target.hosts(), target.digest(), true);
        return Optional.ofNullable(new CatalogReader(limits)
                .read(new StagedFiles(CatalogStateStore.files(folder.path())), hints, problems)
                .catalogOrNull());
    }

    private static boolean damaged(Version target, Path folder) throws IOException {
        if (!target.extent().isEmpty()
                && !target.extent().equals(Version.extent(new StagedFiles(CatalogStateStore.files(folder))))) {
            return true;
        }
        return target.java()
                && Files.exists(CatalogStateStore.jar(folder))
                // of one that was packed here nobody wrote down the sum
                && !target.archive().equals(target.digest())
                && !Sha256.of(CatalogStateStore.jar(folder)).equals(target.archive());
    }

    private Optional<VersionBuilder.Outcome.Ready> ready(
            Version target,
            GenerationFolder folder,
            Catalog catalog,
            @Nullable Snapshot liveOrNull,
            Next next,
            Problems problems)
            throws IOException {
        StagedFiles files = new StagedFiles(CatalogStateStore.files(folder.path()));
        Optional<List<Contribution>> shares =
                parts.prepare(catalog, files, CatalogStateStore.parts(folder.path()), liveOrNull, List.of(), problems);
        if (shares.isEmpty()) {
            return Optional.empty();
        }
        boolean done = false;
        try {
            CatalogBundle bundle = kept.of(target, folder.path(), catalog);
            if (!folder.retain()) {
                throw new IllegalStateException(folder.path() + " is not kept any more");
            }
            Generation generation =
                    new Generation(target.generation(), target.archive(), catalog, files, bundle, folder, retirement);
            CatalogState entry = next.with(target, bundle, clock.instant());
            done = true;
            return Optional.of(new VersionBuilder.Outcome.Ready(entry, generation, shares.get(), problems));
        } catch (BundleRefusedException e) {
            problems.error(target.name(), 0, String.valueOf(e.getMessage()));
            return Optional.empty();
        } finally {
            if (!done) {
                shares.get().forEach(Contribution::release);
            }
        }
    }
}
