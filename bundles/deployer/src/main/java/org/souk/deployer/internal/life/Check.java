package org.souk.deployer.internal.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Catalogs.CheckReport;
import org.souk.deployer.internal.archive.BoundException;
import org.souk.deployer.internal.archive.DamagedException;
import org.souk.deployer.internal.archive.Staged;
import org.souk.deployer.internal.archive.StagedFiles;
import org.souk.deployer.internal.archive.StagingFolders;
import org.souk.deployer.internal.archive.Unpacker;
import org.souk.deployer.internal.read.CatalogReader;
import org.souk.deployer.internal.read.Limits;
import org.souk.deployer.internal.read.Problems;
import org.souk.deployer.internal.route.ClaimBook;

/** Reads and checks like a drop, and leaves nothing behind. */
final class Check {
    private static final Logger LOG = LoggerFactory.getLogger(Check.class);

    private final Path checks;
    private final Limits limits;
    private final Contributors parts;
    private final ClaimBook claims;
    private final Function<CatalogId, HostChanges> changes;
    private final boolean javaAllowed;

    /**
     * @param checks where copies are kept meanwhile: not where a start clears away
     * @param changes what operators changed of a catalog's hosts
     */
    Check(
            Path checks,
            Limits limits,
            Contributors parts,
            ClaimBook claims,
            Function<CatalogId, HostChanges> changes,
            boolean javaAllowed) {
        this.changes = changes;
        this.checks = checks;
        this.limits = limits;
        this.parts = parts;
        this.claims = claims;
        this.javaAllowed = javaAllowed;
    }

    CheckReport check(Path path) {
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("there is no file or folder " + path.toAbsolutePath());
        }
        Problems problems = new Problems();
        FileSource source = new FileSource(path.toAbsolutePath().normalize(), "");
        try {
            Files.createDirectories(checks);
            Path work = Files.createTempDirectory(checks, "check-");
            try {
                return read(source, work, problems);
            } finally {
                StagingFolders.delete(work);
            }
        } catch (DamagedException e) {
            problems.error(
                    source.key(), 0, "the archive is damaged or not whole (" + e.getMessage() + "); pack it again");
        } catch (BoundException e) {
            problems.error(source.key(), 0, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            LOG.debug("{} cannot be checked", path, e);
            problems.error(source.key(), 0, Trouble.of(e));
        }
        return new CheckReport("", "", 0, 0, problems.all());
    }

    private CheckReport read(FileSource source, Path work, Problems problems) throws IOException {
        Source.Opened opened = source.open(work, limits);
        Path folder = Files.createDirectories(work.resolve("files"));
        Optional<Staged> staged = Unpacker.unpack(source.key(), opened.contents(), folder, limits, problems);
        if (staged.isEmpty()) {
            return new CheckReport(source.promisedId().orElse(""), "", 0, 0, problems.all());
        }
        StagedFiles files = new StagedFiles(folder);
        String archive = opened.archive().isEmpty() ? staged.get().digest() : opened.archive();
        CatalogReader.Reading reading =
                new CatalogReader(limits).read(files, VersionBuilder.hints(staged.get(), archive), problems);
        Identity.check(source, staged.get(), reading, javaAllowed, problems);
        Catalog catalog = reading.catalogOrNull();
        if (catalog == null) {
            String id = reading.idOrNull() == null ? "" : reading.idOrNull().value();
            return new CheckReport(id, reading.version(), 0, 0, problems.all());
        }
        HostChanges changes = this.changes.apply(catalog.id());
        Claims.remain(catalog, changes, problems);
        Claims.tellHeld(
                claims.held(catalog.id(), source.key(), changes.of(catalog.hosts())),
                catalog,
                reading.hosts(),
                problems);
        if (!problems.refused()) {
            parts.prepare(catalog, files, work.resolve("parts"), null, List.of(), problems)
                    .ifPresent(shares -> shares.forEach(Contribution::release));
        }
        int variants =
                catalog.products().stream().mapToInt(p -> p.variants().size()).sum();
        return new CheckReport(
                catalog.id().value(), catalog.version(), catalog.products().size(), variants, problems.all());
    }
}
