package org.souk.deployer.internal.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogId;
import org.souk.api.host.HostPattern;
import org.souk.api.spi.PaymentGateway;
import org.souk.deployer.internal.archive.BoundException;
import org.souk.deployer.internal.archive.DamagedException;
import org.souk.deployer.internal.archive.Staged;
import org.souk.deployer.internal.archive.StagedFiles;
import org.souk.deployer.internal.archive.StagingFolders;
import org.souk.deployer.internal.archive.StagingSpace;
import org.souk.deployer.internal.archive.Unpacker;
import org.souk.deployer.internal.bundle.BundleRefusedException;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.bundle.CatalogBundle;
import org.souk.deployer.internal.life.Refusal.Reason;
import org.souk.deployer.internal.read.CatalogReader;
import org.souk.deployer.internal.read.Hints;
import org.souk.deployer.internal.read.Limits;
import org.souk.deployer.internal.read.Problems;
import org.souk.deployer.internal.route.ClaimBook;

/** One source made into a generation that could go live: unpacked, read, checked, prepared, bundled. Fails without a trace. */
final class VersionBuilder {
    private final Path staging;
    private final CatalogStateStore journal;
    private final Limits limits;
    private final CatalogReader reader;
    private final Contributors parts;
    private final ClaimBook claims;
    private final Bundles bundles;
    private final Clock clock;
    private final Disposer retirement;
    private final CatalogRecords records;
    private final AtomicLong numbers = new AtomicLong();
    private final BooleanSupplier javaAllowed;

    VersionBuilder(
            Path staging,
            CatalogStateStore journal,
            Limits limits,
            Contributors parts,
            ClaimBook claims,
            Bundles bundles,
            Clock clock,
            BooleanSupplier javaAllowed,
            Disposer retirement,
            CatalogRecords records) {
        this.records = records;
        this.retirement = retirement;
        this.staging = staging;
        this.journal = journal;
        this.limits = limits;
        this.reader = new CatalogReader(limits);
        this.parts = parts;
        this.claims = claims;
        this.bundles = bundles;
        this.clock = clock;
        this.javaAllowed = javaAllowed;
    }

    /** What came of it. */
    sealed interface Outcome {
        /** Ready to be published; hosts are reserved. */
        record Ready(CatalogState entry, Generation generation, List<Contribution> shares, Problems problems)
                implements Outcome {}

        /**
         * The same archive as the one that is live.
         *
         * @param aside the same instead as the one that an operator went back from
         */
        record Same(boolean aside) implements Outcome {}

        /**
         * Nothing changed.
         *
         * @param hosts what it would hold, where others keep it from that
         */
        record Refused(String id, String version, Reason reason, List<HostPattern> hosts, Problems problems)
                implements Outcome {}
    }

    /**
     * Makes a source ready.
     *
     * @param live what is live from that source, or null
     * @throws DamagedException if the archive is not whole
     * @throws org.souk.deployer.internal.archive.NoSpaceException if the disk has no room for it
     */
    Outcome prepare(Source source, @Nullable LiveRecord live) throws IOException {
        Path work = Files.createDirectories(staging.resolve(Long.toString(numbers.incrementAndGet())));
        Problems problems = new Problems();
        try {
            Source.Opened opened = source.open(work, limits);
            Optional<Outcome> same = same(source, live, opened.archive());
            if (same.isPresent()) {
                return same.get();
            }
            Path files = Files.createDirectories(work.resolve("files"));
            Optional<Staged> staged = Unpacker.unpack(source.key(), opened.contents(), files, limits, problems);
            if (staged.isEmpty()) {
                return refused(source, null, problems, Reason.CONTENT);
            }
            String archive = opened.archive().isEmpty() ? staged.get().digest() : opened.archive();
            same = same(source, live, archive);
            if (same.isPresent()) {
                return same.get();
            }
            Path jar = staged.get().java() ? source.jarOf(opened, work) : null;
            return read(source, staged.get(), archive, jar, live, problems);
        } catch (BoundException e) {
            problems.error(source.key(), 0, String.valueOf(e.getMessage()));
            return refused(source, null, problems, Reason.CONTENT);
        } catch (IOException e) {
            // before the folder is cleared, for afterwards there may be room again
            throw StagingSpace.explain(e, work);
        } finally {
            StagingFolders.delete(work);
        }
    }

    private Optional<Outcome> same(Source source, @Nullable LiveRecord live, String archive) {
        CatalogState entry = live == null ? records.awayFrom(source.key()) : live.entry();
        if (entry == null || archive.isEmpty()) {
            return Optional.empty();
        }
        if (live != null && archive.equals(entry.live().archive())) {
            return Optional.of(new Outcome.Same(false));
        }
        CatalogState.RolledBack from = entry.rolledBackOrNull();
        return from != null && archive.equals(from.archive()) ? Optional.of(new Outcome.Same(true)) : Optional.empty();
    }

    private Outcome read(
            Source source,
            Staged staged,
            String archive,
            @Nullable Path jar,
            @Nullable LiveRecord live,
            Problems problems)
            throws IOException {
        StagedFiles files = new StagedFiles(staged.folder());
        Catalog before = live == null || live.snapshotOrNull() == null
                ? null
                : live.snapshotOrNull().catalog();
        CatalogReader.Reading reading = reader.read(files, hints(staged, archive), before, problems);
        Identity.check(source, staged, reading, javaAllowed.getAsBoolean(), problems);
        Catalog catalog = reading.catalogOrNull();
        if (problems.refused() || catalog == null) {
            return refused(source, reading, problems, Reason.CONTENT);
        }
        HostChanges changes = records.changes(catalog.id());
        if (!Claims.remain(catalog, changes, problems)
                || !Claims.reserve(claims, catalog, changes, reading.hosts(), source.key(), problems)) {
            return new Outcome.Refused(
                    catalog.id().value(), catalog.version(), Reason.HELD, changes.of(catalog.hosts()), problems);
        }
        boolean ready = false;
        String name = archive.substring(0, 16) + "-" + Long.toString(clock.millis(), 36);
        Path folder = journal.folder(catalog.id(), name);
        try {
            journal.adopt(catalog.id(), name, staged.folder(), jar);
            Snapshot old = live == null || !live.id().equals(catalog.id()) ? null : live.snapshotOrNull();
            StagedFiles moved = files.movedTo(CatalogStateStore.files(folder));
            Outcome outcome = bundle(
                    source,
                    staged,
                    archive,
                    jar == null ? null : CatalogStateStore.jar(folder),
                    catalog,
                    moved,
                    folder,
                    old,
                    problems);
            ready = outcome instanceof Outcome.Ready;
            return outcome;
        } finally {
            if (!ready) {
                claims.cancel(catalog.id());
                StagingFolders.delete(folder);
                journal.tidy(catalog.id());
            }
        }
    }

    private Outcome bundle(
            Source source,
            Staged staged,
            String archive,
            @Nullable Path copy,
            Catalog catalog,
            StagedFiles files,
            Path folder,
            @Nullable Snapshot before,
            Problems problems)
            throws IOException {
        String name = String.valueOf(folder.getFileName());
        Optional<List<Contribution>> shares =
                parts.prepare(catalog, files, CatalogStateStore.parts(folder), before, List.of(), problems);
        if (shares.isEmpty()) {
            return new Outcome.Refused(catalog.id().value(), catalog.version(), Reason.CONTAINER, List.of(), problems);
        }
        CatalogBundle bundle;
        try {
            bundle = source.bundle(bundles, catalog, name, staged, copy);
        } catch (BundleRefusedException e) {
            shares.get().forEach(Contribution::release);
            problems.error(source.key(), 0, String.valueOf(e.getMessage()));
            return new Outcome.Refused(catalog.id().value(), catalog.version(), Reason.CONTAINER, List.of(), problems);
        } catch (RuntimeException | Error e) {
            shares.get().forEach(Contribution::release);
            throw e;
        }
        Version version = new Version(
                name,
                catalog.digest(),
                archive,
                catalog.version(),
                clock.instant(),
                catalog.hosts().stream().map(Object::toString).toList(),
                Version.extent(files),
                staged.java() && source.jar(),
                Version.Mark.NONE);
        Generation generation = new Generation(
                name,
                archive,
                catalog,
                files,
                bundle,
                new GenerationFolder(catalog.id(), folder, retirement),
                retirement);
        CatalogState entry = entry(catalog.id(), version, source, bundle);
        return new Outcome.Ready(entry, generation, shares.get(), problems);
    }

    private CatalogState entry(CatalogId id, Version version, Source source, CatalogBundle bundle) {
        CatalogState before = records.entry(id);
        if (before == null || before.state() == CatalogState.State.WITHDRAWN) {
            return CatalogState.first(id, version, source.key(), source.stamp(), bundle);
        }
        return journal.present(before.updated(version, source.stamp(), bundle));
    }

    static Hints hints(Staged staged, String archive) {
        String version = staged.manifest().getOrDefault("Bundle-Version", archive.substring(0, 12));
        boolean gateways =
                staged.manifest().getOrDefault("Provide-Capability", "").contains(PaymentGateway.class.getName());
        return new Hints(version, staged.virtualHosts(), staged.digest(), gateways);
    }

    private static Outcome refused(
            Source source, CatalogReader.@Nullable Reading reading, Problems problems, Reason reason) {
        String promised = source.promisedId().orElse(source.key());
        return new Outcome.Refused(
                reading == null || reading.idOrNull() == null
                        ? promised
                        : reading.idOrNull().value(),
                reading == null ? "" : reading.version(),
                reason,
                List.of(),
                problems);
    }
}
