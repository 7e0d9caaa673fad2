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
import org.souk.deployer.internal.archive.Sha256;
import org.souk.deployer.internal.archive.StagedFiles;
import org.souk.deployer.internal.bundle.BundleRefusedException;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.bundle.CatalogBundle;
import org.souk.deployer.internal.read.CatalogReader;
import org.souk.deployer.internal.read.Hints;
import org.souk.deployer.internal.read.Limits;
import org.souk.deployer.internal.read.Problems;
import org.souk.deployer.internal.route.ClaimBook;

/** Makes a version that is kept ready to be served again, beside the one that is live. Fails without a trace. */
final class Rollback {
    private final Limits limits;
    private final Parts parts;
    private final ClaimBook claims;
    private final Bundles bundles;
    private final Clock clock;
    private final BooleanSupplier javaAllowed;
    private final Retirement retirement;

    Rollback(
            Limits limits,
            Parts parts,
            ClaimBook claims,
            Bundles bundles,
            Clock clock,
            BooleanSupplier javaAllowed,
            Retirement retirement) {
        this.limits = limits;
        this.parts = parts;
        this.claims = claims;
        this.bundles = bundles;
        this.clock = clock;
        this.javaAllowed = javaAllowed;
        this.retirement = retirement;
    }

    /** Where a catalog can go back to, newest first. */
    static List<Version> targets(JournalEntry entry) {
        // what an operator installed is that bundle: another version of it is what the operator puts there
        return BundleSource.is(entry.source()) ? List.of() : entry.kept(Version.Mark.NONE);
    }

    /** What is written down of a catalog that a kept version serves now. */
    interface Next {
        JournalEntry with(Version target, String location, Instant at);
    }

    /**
     * Empty, and why, if that version cannot be served.
     *
     * @param folder of that version
     * @param liveOrNull what is served now
     */
    Optional<Deployment.Outcome.Ready> prepare(
            JournalEntry entry,
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
        Optional<Deployment.Outcome.Ready> ready = Optional.empty();
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
        Hints hints = new Hints(target.name(), target.hosts(), target.digest());
        return Optional.ofNullable(new CatalogReader(limits)
                .read(new StagedFiles(Journal.files(folder.path())), hints, problems)
                .catalogOrNull());
    }

    private static boolean damaged(Version target, Path folder) throws IOException {
        if (!target.extent().isEmpty()
                && !target.extent().equals(Version.extent(new StagedFiles(Journal.files(folder))))) {
            return true;
        }
        return target.java()
                && Files.exists(Journal.jar(folder))
                && !Sha256.of(Journal.jar(folder)).equals(target.archive());
    }

    private Optional<Deployment.Outcome.Ready> ready(
            Version target,
            GenerationFolder folder,
            Catalog catalog,
            @Nullable Snapshot liveOrNull,
            Next next,
            Problems problems)
            throws IOException {
        StagedFiles files = new StagedFiles(Journal.files(folder.path()));
        Optional<List<Share>> shares =
                parts.prepare(catalog, files, Journal.parts(folder.path()), liveOrNull, List.of(), problems);
        if (shares.isEmpty()) {
            return Optional.empty();
        }
        boolean done = false;
        try {
            Instant now = clock.instant();
            CatalogBundle bundle = bundle(target, folder.path(), catalog, now);
            if (!folder.retain()) {
                throw new IllegalStateException(folder.path() + " is not kept any more");
            }
            Generation generation =
                    new Generation(target.generation(), target.archive(), catalog, files, bundle, folder, retirement);
            JournalEntry entry = next.with(target, bundle.location(), now);
            done = true;
            return Optional.of(new Deployment.Outcome.Ready(entry, generation, shares.get(), problems));
        } catch (BundleRefusedException e) {
            problems.error(target.name(), 0, String.valueOf(e.getMessage()));
            return Optional.empty();
        } finally {
            if (!done) {
                shares.get().forEach(Share::release);
            }
        }
    }

    /** At a location of its own: that of its first time may be in use still. */
    private CatalogBundle bundle(Version target, Path folder, Catalog catalog, Instant now)
            throws BundleRefusedException {
        String name = target.generation() + "-" + Long.toString(now.toEpochMilli(), 36);
        if (!target.java()) {
            return bundles.data(catalog, name);
        }
        Path jar = Journal.jar(folder);
        if (!Files.exists(jar)) {
            throw new BundleRefusedException(
                    "its Java came by bundle:update, so there is no jar of it; drop the jar of that version again");
        }
        return bundles.jar(catalog, name, jar);
    }
}
