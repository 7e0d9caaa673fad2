package org.souk.deployer.internal.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.host.HostPattern;
import org.souk.api.spi.PaymentGateway;
import org.souk.common.digest.Sha256;
import org.souk.deployer.internal.archive.StagedCatalog;
import org.souk.deployer.internal.archive.StagedFiles;
import org.souk.deployer.internal.archive.Unpacker;
import org.souk.deployer.internal.build.BuildOutcome.Ready;
import org.souk.deployer.internal.build.DeploymentPipeline.Unpacked;
import org.souk.deployer.internal.build.HostClaims.Claimed;
import org.souk.deployer.internal.bundle.BundleRefusedException;
import org.souk.deployer.internal.bundle.CatalogBundle;
import org.souk.deployer.internal.live.Contribution;
import org.souk.deployer.internal.live.Disposer;
import org.souk.deployer.internal.live.Generation;
import org.souk.deployer.internal.live.GenerationFolder;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.CatalogReader;
import org.souk.deployer.internal.read.CatalogReader.Reading;
import org.souk.deployer.internal.read.SourceMetadata;
import org.souk.deployer.internal.route.ClaimRegistry;
import org.souk.deployer.internal.route.ClaimRegistry.Answer;
import org.souk.deployer.internal.route.ClaimRegistry.Scope;
import org.souk.deployer.internal.route.HostConflict;
import org.souk.deployer.internal.state.CatalogState;
import org.souk.deployer.internal.state.CatalogStateStore;
import org.souk.deployer.internal.state.HostChanges;
import org.souk.deployer.internal.state.Version;

/**
 * The stages from files to a version that can be served: read, check, prepare. {@link VersionBuilder} uses them for a drop, {@link
 * KeptVersionBuilder} for a rollback and for a restart, and {@link CatalogChecker} for a report only. A stage adds every problem it finds
 * to {@code problems}.
 */
public final class DeploymentPipeline {
    final DeployRules rules;
    private final ClaimRegistry claims;
    private final Contributors contributors;
    private final Disposer disposer;

    public DeploymentPipeline(DeployRules rules, ClaimRegistry claims, Contributors contributors, Disposer disposer) {
        this.rules = rules;
        this.claims = claims;
        this.contributors = contributors;
        this.disposer = disposer;
    }

    // --- read

    /** A version that was read and has its own folder, but is not prepared yet. */
    record Candidate(Catalog catalog, Reading reading, CatalogFiles files, GenerationFolder folder) {}

    record Unpacked(Source source, Source.Opened opened, StagedCatalog staged, StagedFiles files, Path work) {
        /** SHA-256 of the archive; of the files where there is no archive. */
        String archive() {
            return opened.archive().isEmpty() ? staged.digest() : opened.archive();
        }

        /** The jar to keep, so that Java of this version can run again; null if it brings none. */
        @Nullable
        Path jarOrNull() throws IOException {
            return staged.java() ? source.jarOf(opened, work) : null;
        }
    }

    /** Unpacks a source within the limits; empty if a limit or an entry's name does not allow that. */
    Optional<Unpacked> unpack(Source source, Source.Opened opened, Path work, Problems problems) throws IOException {
        Path folder = Files.createDirectories(work.resolve("files"));
        Optional<StagedCatalog> staged =
                Unpacker.unpack(source.key(), opened.contents(), folder, rules.limits(), problems);
        return staged.isEmpty()
                ? Optional.empty()
                : Optional.of(new Unpacked(source, opened, staged.get(), new StagedFiles(folder), work));
    }

    /**
     * Reads the catalog, and checks that its id is the one in its file name and manifest.
     *
     * @param reader remembers what it read, and compares the next version with that
     * @param liveOrNull the version that is live; values that are equal in both become the same instance
     */
    Reading read(Unpacked unpacked, CatalogReader reader, @Nullable Catalog liveOrNull, Problems problems) {
        StagedCatalog staged = unpacked.staged();
        String version = staged.manifest()
                .getOrDefault("Bundle-Version", unpacked.archive().substring(0, 12));
        boolean gateways =
                staged.manifest().getOrDefault("Provide-Capability", "").contains(PaymentGateway.class.getName());
        SourceMetadata hints = new SourceMetadata(version, staged.virtualHosts(), staged.digest(), gateways);
        Reading reading = reader.read(unpacked.files(), hints, liveOrNull, problems);
        IdentityCheck.check(unpacked.source(), staged, reading, rules.javaAllowed(), problems);
        return reading;
    }

    /**
     * Reads a version that was served before from its folder, whatever heap its products take. Empty if it cannot be served; {@code
     * problems} say why.
     *
     * @param file the name under which problems are reported
     */
    Optional<Candidate> readKept(Version version, GenerationFolder folder, String file, Problems problems)
            throws IOException {
        if (version.java() && !rules.javaAllowed()) {
            problems.error(file, 0, IdentityCheck.JAVA_DENIED);
            return Optional.empty();
        }
        if (!Files.isDirectory(folder.path())) {
            problems.error(file, 0, "its files in " + folder.path() + " are gone; drop its archive again");
            return Optional.empty();
        }
        StagedFiles files = new StagedFiles(CatalogStateStore.files(folder.path()));
        SourceMetadata hints = new SourceMetadata(version.name(), version.hosts(), version.digest(), true);
        Problems found = Problems.ofServed();
        Reading reading = new CatalogReader(rules.limits(), rules.memory()).read(files, hints, found);
        problems.addAll(found);
        return Optional.ofNullable(reading.catalogOrNull())
                .map(catalog -> new Candidate(catalog, reading, files, folder));
    }

    /** Whether the files of a kept version were changed or deleted since they were deployed. */
    boolean damaged(Version version, GenerationFolder folder) throws IOException {
        if (!Files.isDirectory(folder.path())) {
            return true;
        }
        Path files = CatalogStateStore.files(folder.path());
        if (!version.extent().isEmpty() && !version.extent().equals(Version.extent(new StagedFiles(files)))) {
            return true;
        }
        Path jar = CatalogStateStore.jar(folder.path());
        return version.java()
                && Files.exists(jar)
                // the digest of a jar that the deployer packed itself is not recorded
                && !version.archive().equals(version.digest())
                && !Sha256.of(jar).equals(version.archive());
    }

    // --- check

    /**
     * Reserves the id and the hosts of a catalog; false if it cannot have all of them.
     *
     * @param lines where {@code catalog.yaml} names the hosts
     * @param scope which hosts count as the catalog's own already
     */
    boolean reserve(
            Catalog catalog,
            HostChanges changes,
            Map<HostPattern, Integer> lines,
            String source,
            Scope scope,
            Problems problems) {
        if (!HostClaims.checkChanges(catalog, changes, problems)) {
            return false;
        }
        List<HostPattern> hosts = changes.applyTo(catalog.hosts());
        Answer answer = claims.reserve(catalog.id(), source, hosts, scope);
        if (answer instanceof Answer.IdTaken taken) {
            problems.error(
                    source,
                    0,
                    "the id '" + catalog.id() + "' comes from " + taken.source() + " already; remove " + taken.source()
                            + " or " + source + ", or give one another id");
        } else if (answer instanceof Answer.HostsRefused refused) {
            HostClaims.report(
                    refused.conflicts(), catalog, new Claimed(hosts, lines, claims.grants()), problems::error);
        }
        return answer instanceof Answer.Reserved;
    }

    void cancel(CatalogId id) {
        claims.cancel(id);
    }

    /** Checks the hosts of a new version as {@link #reserve} does, without reserving them. */
    void checkHosts(
            Catalog catalog, HostChanges changes, Map<HostPattern, Integer> lines, String source, Problems problems) {
        HostClaims.checkChanges(catalog, changes, problems);
        reportHosts(
                catalog,
                new Claimed(changes.applyTo(catalog.hosts()), lines, claims.grants()),
                source,
                problems::error);
    }

    /** Warns about hosts that a restored version holds, but that the next version cannot have without a grant. */
    void warnAboutHosts(Candidate candidate, HostChanges changes, String source, Problems problems) {
        Catalog catalog = candidate.catalog();
        Claimed claimed = new Claimed(
                changes.applyTo(catalog.hosts()), candidate.reading().hosts(), claims.grants());
        reportHosts(
                catalog,
                claimed,
                source,
                (file, line, message) -> problems.warning(
                        file,
                        line,
                        message + ". The live version keeps it; the next one is refused without the grant"));
    }

    private void reportHosts(Catalog catalog, Claimed claimed, String source, HostClaims.Reporter reporter) {
        Map<HostPattern, HostConflict> conflicts =
                claims.conflicts(catalog.id(), source, claimed.hosts(), Scope.NEW_VERSION);
        HostClaims.report(conflicts, catalog, claimed, reporter);
    }

    // --- prepare

    /** Installs the bundle of a version, or reuses the installed one. */
    interface BundleStep {
        CatalogBundle get() throws BundleRefusedException;
    }

    /** Has the contributors prepare a version, then gets its bundle. Empty if one refuses; then the contributions are released. */
    Optional<Ready> prepare(
            Candidate candidate,
            @Nullable LiveCatalog liveOrNull,
            BundleStep bundleStep,
            Function<CatalogBundle, CatalogState> state,
            String file,
            Problems problems)
            throws IOException {
        Optional<List<Contribution>> contributions = contribute(candidate, liveOrNull, problems);
        if (contributions.isEmpty()) {
            return Optional.empty();
        }
        boolean done = false;
        try {
            CatalogBundle bundle = bundleStep.get();
            Ready ready = new Ready(state.apply(bundle), generation(candidate, bundle), contributions.get(), problems);
            done = true;
            return Optional.of(ready);
        } catch (BundleRefusedException e) {
            problems.error(file, 0, String.valueOf(e.getMessage()));
            return Optional.empty();
        } finally {
            if (!done) {
                contributions.get().forEach(Contribution::release);
            }
        }
    }

    Optional<List<Contribution>> contribute(Candidate candidate, @Nullable LiveCatalog liveOrNull, Problems problems)
            throws IOException {
        Path parts = CatalogStateStore.parts(candidate.folder().path());
        return contributors.prepare(candidate.catalog(), candidate.files(), parts, liveOrNull, List.of(), problems);
    }

    /** Lets contributors prepare a version for {@code catalog:check}, and releases their contributions at once. */
    void tryContributors(Catalog catalog, CatalogFiles files, Path folder, Problems problems) throws IOException {
        contributors
                .prepare(catalog, files, folder, null, List.of(), problems)
                .ifPresent(contributions -> contributions.forEach(Contribution::release));
    }

    Generation generation(Candidate candidate, CatalogBundle bundle) {
        return new Generation(
                candidate.catalog(),
                candidate.files(),
                bundle,
                candidate.folder(),
                candidate.reading().rows(),
                disposer,
                rules.memory());
    }
}
