package org.souk.deployer.internal.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Catalog;
import org.souk.deployer.internal.archive.StagedFiles;
import org.souk.deployer.internal.bundle.BundleRefusedException;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.bundle.CatalogBundle;
import org.souk.deployer.internal.read.CatalogReader;
import org.souk.deployer.internal.read.Hints;
import org.souk.deployer.internal.read.Limits;
import org.souk.deployer.internal.read.Problems;

/** Brings a generation back from what an earlier process left of it. */
final class VersionRestore {
    private static final Logger LOG = LoggerFactory.getLogger(VersionRestore.class);

    private final CatalogStateStore journal;
    private final Limits limits;
    private final Contributors parts;
    private final Bundles bundles;
    private final KeptBundle kept;
    private final Disposer retirement;
    private final BooleanSupplier javaAllowed;

    VersionRestore(
            CatalogStateStore journal,
            Limits limits,
            Contributors parts,
            Bundles bundles,
            KeptBundle kept,
            Disposer retirement,
            BooleanSupplier javaAllowed) {
        this.javaAllowed = javaAllowed;
        this.retirement = retirement;
        this.journal = journal;
        this.limits = limits;
        this.parts = parts;
        this.bundles = bundles;
        this.kept = kept;
    }

    /** The record, with a snapshot unless its bundle is stopped; empty, and why, if it cannot be served again. */
    Optional<LiveRecord> restore(CatalogState written, Problems problems) throws IOException {
        CatalogState entry = journal.present(written);
        List<GenerationFolder> kept = entry.kept().stream()
                .map(version ->
                        new GenerationFolder(entry.id(), journal.folder(entry.id(), version.generation()), retirement))
                .toList();
        return restore(entry, kept, problems);
    }

    /** Another by now if the bundle went, or was updated to what was not taken: it would run that one's Java. */
    private Optional<CatalogBundle> bundle(CatalogState entry, boolean stopped, Catalog catalog, Path folder)
            throws BundleRefusedException {
        String location = entry.location();
        boolean there = bundles.state(location) != Bundles.State.ABSENT;
        boolean other = there && !entry.bundle().isEmpty() && !entry.bundle().equals(bundles.stamp(location));
        if (stopped || (there && !other)) {
            return bundles.existing(location, !stopped);
        }
        CatalogBundle again = kept.of(entry.live(), folder, catalog);
        if (other) {
            LOG.warn(
                    "The bundle of catalog {} was updated to what is not live; version {} is served from a bundle of its own",
                    entry.id(),
                    entry.live().name());
            bundles.remove(location);
        }
        return Optional.of(again);
    }

    private Optional<LiveRecord> restore(CatalogState entry, List<GenerationFolder> kept, Problems problems)
            throws IOException {
        if (entry.live().java() && !javaAllowed.getAsBoolean()) {
            // the framework started it before anybody asked: nothing of it runs on
            bundles.remove(entry.location());
            problems.error(
                    entry.source(),
                    0,
                    "it brings Java, which this container does not allow (SOUK_CATALOG_JAVA=deny);"
                            + " remove the classes or ask its operator");
            return Optional.empty();
        }
        Path folder = journal.folder(entry.id(), entry.live().generation());
        if (!Files.isDirectory(folder)) {
            problems.error(entry.source(), 0, "its files are not in " + folder);
            return Optional.empty();
        }
        StagedFiles files = new StagedFiles(CatalogStateStore.files(folder));
        Hints hints = new Hints(
                entry.live().name(), entry.live().hosts(), entry.live().digest(), true);
        Catalog catalog = new CatalogReader(limits).read(files, hints, problems).catalogOrNull();
        if (catalog == null) {
            return Optional.empty();
        }
        boolean stopped = entry.state() == CatalogState.State.STOPPED || bundles.stopped(entry.location());
        try {
            Optional<CatalogBundle> bundle = bundle(entry, stopped, catalog, folder);
            if (bundle.isEmpty()) {
                problems.error(entry.source(), 0, "its bundle " + entry.location() + " is not installed");
                return Optional.empty();
            }
            Generation generation = new Generation(
                    entry.live().generation(),
                    entry.live().archive(),
                    catalog,
                    files,
                    bundle.get(),
                    new GenerationFolder(entry.id(), folder, retirement),
                    retirement);
            return record(entry, generation, stopped, kept, problems);
        } catch (BundleRefusedException e) {
            problems.error(entry.source(), 0, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<LiveRecord> record(
            CatalogState entry, Generation generation, boolean stopped, List<GenerationFolder> kept, Problems problems)
            throws IOException {
        if (stopped) {
            // if it was updated meanwhile, its start shows that
            CatalogState noted = entry.in(CatalogState.State.STOPPED, entry.since());
            return Optional.of(new LiveRecord(noted, generation, null, problems.all(), kept));
        }
        CatalogBundle bundle = generation.bundle;
        CatalogState now = entry.in(bundle);
        if (!bundle.complete()) {
            // a shop whose prices come from a bundle that has not started would sell at others; the start puts it on
            return Optional.of(new LiveRecord(now, generation, null, problems.all(), kept));
        }
        Optional<List<Contribution>> shares = Optional.empty();
        try {
            Path folder = CatalogStateStore.parts(generation.folder.path());
            shares = parts.prepare(generation.catalog, generation.files, folder, null, List.of(), problems);
            return shares.map(all ->
                    new LiveRecord(now, generation, new Snapshot(generation, all, now, kept), problems.all(), kept));
        } finally {
            if (shares.isEmpty() && bundle.location().equals(entry.location())) {
                bundle.leave();
            } else if (shares.isEmpty()) {
                // made just now, so nobody else knows of it
                bundle.retire();
            }
        }
    }
}
