package org.souk.deployer.internal.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Catalogs.CheckReport;
import org.souk.deployer.internal.archive.DamagedArchiveException;
import org.souk.deployer.internal.archive.IncompleteFile;
import org.souk.deployer.internal.archive.RejectedFileException;
import org.souk.deployer.internal.archive.StagingFolders;
import org.souk.deployer.internal.build.DeploymentPipeline.Unpacked;
import org.souk.deployer.internal.live.CatalogRecords;
import org.souk.deployer.internal.live.LiveRecord;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.CatalogReader;
import org.souk.deployer.internal.read.CatalogReader.Reading;
import org.souk.deployer.internal.state.HostChanges;

/**
 * {@code catalog:check}: reads, checks and prepares a file like a drop, but reserves and publishes nothing, and deletes everything that it
 * wrote.
 */
public final class CatalogChecker {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogChecker.class);

    private final Path checks;
    private final DeploymentPipeline pipeline;
    private final CatalogRecords records;

    /** Empties {@code checks}, the folder in which it unpacks sources. */
    public CatalogChecker(Path checks, DeploymentPipeline pipeline, CatalogRecords records) {
        this.checks = checks;
        this.pipeline = pipeline;
        this.records = records;
        StagingFolders.delete(checks);
    }

    /**
     * Checks a file or folder, and reports its problems and size.
     *
     * @throws IllegalArgumentException if nothing is there
     */
    public CheckReport check(Path path) {
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("there is no file or folder " + path.toAbsolutePath());
        }
        Problems problems = new Problems();
        FileSource source = new FileSource(path.toAbsolutePath().normalize(), "");
        try {
            // an operator may name a link; only in the deploy folder links are refused
            source = new FileSource(path.toRealPath(), "");
            Files.createDirectories(checks);
            Path work = Files.createTempDirectory(checks, "check-");
            try {
                return report(source, work, problems);
            } finally {
                StagingFolders.delete(work);
            }
        } catch (DamagedArchiveException e) {
            problems.error(
                    source.key(), 0, "the archive is damaged or incomplete (" + e.getMessage() + "); pack it again");
        } catch (RejectedFileException e) {
            problems.error(source.key(), 0, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            LOG.debug("{} cannot be checked", path, e);
            problems.error(source.key(), 0, FailureText.of(e));
        }
        return new CheckReport("", "", 0, 0, problems.all());
    }

    private CheckReport report(FileSource source, Path work, Problems problems) throws IOException {
        Limits limits = pipeline.rules.limits();
        IncompleteFile.in(source.path(), limits)
                .flatMap(IncompleteFile::problem)
                .ifPresent(problem -> problems.addAll(List.of(problem)));
        Optional<Unpacked> unpacked = pipeline.unpack(source, source.open(work, limits), work, problems);
        if (unpacked.isEmpty()) {
            return new CheckReport(source.promisedId().orElse(""), "", 0, 0, problems.all());
        }
        Reading reading =
                pipeline.read(unpacked.get(), new CatalogReader(limits, pipeline.rules.memory()), null, problems);
        Catalog catalog = reading.catalogOrNull();
        if (catalog == null) {
            CatalogId id = reading.idOrNull();
            return new CheckReport(id == null ? "" : id.value(), reading.version(), 0, 0, problems.all());
        }
        try {
            return report(source, catalog, reading, unpacked.get(), work, problems);
        } finally {
            pipeline.rules.memory().release(catalog);
        }
    }

    private CheckReport report(
            FileSource source, Catalog catalog, Reading reading, Unpacked unpacked, Path work, Problems problems)
            throws IOException {
        LiveRecord live = records.byId(catalog.id());
        ProductLossCheck.found(reading, live == null ? null : live.generation(), problems);
        HostChanges changes = records.hostChanges(catalog.id());
        pipeline.checkHosts(catalog, changes, reading.hosts(), source.key(), problems);
        if (!problems.refused()) {
            pipeline.tryContributors(catalog, unpacked.files(), work.resolve("parts"), problems);
        }
        int variants = catalog.products().stream()
                .mapToInt(product -> product.variants().size())
                .sum();
        return new CheckReport(
                catalog.id().value(), catalog.version(), catalog.products().size(), variants, problems.all());
    }
}
