package org.souk.deployer.internal.recovery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.souk.deployer.internal.archive.FileFingerprint;
import org.souk.deployer.internal.build.BundleSource;
import org.souk.deployer.internal.build.DeployRules;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.live.CatalogRecords;
import org.souk.deployer.internal.state.CatalogState;
import org.souk.deployer.internal.state.Refusal;
import org.souk.deployer.internal.state.RefusalStore;
import org.souk.deployer.internal.state.SourceKey;
import org.souk.deployer.internal.watch.KnownSources;

/** Restores the refusals of an earlier process, so that they are listed and their unchanged sources are not read again. */
public final class RefusalRecovery {
    private final Path deploy;
    private final RefusalStore refusals;
    private final CatalogRecords records;
    private final Bundles bundles;
    private final DeployRules rules;
    private final KnownSources known;

    public RefusalRecovery(
            Path deploy,
            RefusalStore refusals,
            CatalogRecords records,
            Bundles bundles,
            DeployRules rules,
            KnownSources known) {
        this.deploy = deploy;
        this.refusals = refusals;
        this.records = records;
        this.bundles = bundles;
        this.rules = rules;
        this.known = known;
    }

    /**
     * Restores the refusals of sources that have not changed since, and forgets all others.
     *
     * @param files the catalogs in the deploy folder now
     */
    public void restore(Set<Path> files) throws IOException {
        for (RefusalStore.Written written : refusals.read()) {
            Refusal refusal = written.refusal();
            if (!content(written, files).equals(written.stamp()) || acceptedSince(written)) {
                refusals.forget(refusal.source());
            } else if (!mustBeServed(refusal.source())) {
                records.putRefusal(refusal);
                if (written.stands(rules.fingerprint())) {
                    markKnown(written);
                }
            }
        }
    }

    /** The current stamp of the source's content; empty if the source was removed. */
    private String content(RefusalStore.Written written, Set<Path> files) throws IOException {
        String source = written.refusal().source();
        if (SourceKey.isBundle(source)) {
            String location = SourceKey.location(source);
            return bundles.state(location) == Bundles.State.ABSENT ? "" : bundles.stamp(location);
        }
        Path file = deploy.resolve(source);
        if (!files.contains(file)) {
            return "";
        }
        // a refused update of a bundle in place was dropped when the bundle's catalog was restored
        return BundleSource.isInPlace(written.stamp())
                ? written.stamp()
                : FileFingerprint.of(file).map(FileFingerprint::text).orElse("");
    }

    private void markKnown(RefusalStore.Written written) {
        String source = written.refusal().source();
        if (SourceKey.isBundle(source)) {
            known.refusedBundle(SourceKey.location(source), written.stamp());
        } else if (!BundleSource.isInPlace(written.stamp())) {
            known.file(deploy.resolve(source), new FileFingerprint(written.stamp()));
        }
    }

    /** Whether the earlier process deployed the same file after all, but ended before it could forget the refusal. */
    private boolean acceptedSince(RefusalStore.Written written) {
        return records.bySource(written.refusal().source())
                .filter(record -> record.state().stamp().equals(written.stamp()))
                .isPresent();
    }

    /** Whether the live version of that source cannot be restored: then its file is read in any case. */
    private boolean mustBeServed(String source) {
        CatalogState unserved = records.unserved(source);
        return unserved != null && unserved.state() != CatalogState.State.WITHDRAWN;
    }
}
