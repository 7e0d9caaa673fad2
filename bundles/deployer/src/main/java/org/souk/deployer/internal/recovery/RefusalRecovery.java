package org.souk.deployer.internal.recovery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.archive.FileFingerprint;
import org.souk.deployer.internal.build.BundleSource;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.live.CatalogRecords;
import org.souk.deployer.internal.state.CatalogState;
import org.souk.deployer.internal.state.Refusal;
import org.souk.deployer.internal.state.RefusalStore;
import org.souk.deployer.internal.state.SourceKey;
import org.souk.deployer.internal.watch.BundleChanges;
import org.souk.deployer.internal.watch.DeployFolderFiles;
import org.souk.deployer.internal.watch.PathExaminer;
import org.souk.deployer.internal.watch.SettlingQueue;

/** Restores the refusals of an earlier process, so that they are listed and their unchanged sources are not read again. */
public final class RefusalRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalRecovery.class);

    private final RefusalStore refusals;
    private final CatalogRecords records;
    private final Bundles bundles;
    private final DeployFolderFiles files;
    private final PathExaminer examiner;
    private final SettlingQueue settling;
    private final BundleChanges bundleChanges;

    public RefusalRecovery(
            RefusalStore refusals,
            CatalogRecords records,
            Bundles bundles,
            DeployFolderFiles files,
            PathExaminer examiner,
            SettlingQueue settling,
            BundleChanges bundleChanges) {
        this.refusals = refusals;
        this.records = records;
        this.bundles = bundles;
        this.files = files;
        this.examiner = examiner;
        this.settling = settling;
        this.bundleChanges = bundleChanges;
    }

    /**
     * Restores the refusals of sources that have not changed since, and forgets all others. A source is a file in the deploy folder or an
     * installed bundle. A restored refusal is listed. Its source is not read again if reading it would give the same result.
     *
     * @param found the catalogs in the deploy folder now
     */
    public void restore(Set<Path> found) throws IOException {
        for (RefusalStore.Written written : refusals.read()) {
            Refusal refusal = written.refusal();
            if (!currentStamp(written, found).equals(written.refusal().content()) || acceptedSince(written)) {
                refusals.forget(refusal.source());
            } else if (!mustBeRead(refusal.source())) {
                records.putRefusal(refusal);
                if (written.stands()) {
                    markKnown(written);
                }
            }
        }
    }

    /** The stamp that the source has now; empty if the file was removed or has changed. */
    private String currentStamp(RefusalStore.Written written, Set<Path> found) {
        String source = written.refusal().source();
        if (SourceKey.isBundle(source)) {
            String location = SourceKey.location(source);
            return bundles.state(location) == Bundles.State.ABSENT ? "" : bundles.stamp(location);
        }
        Path file = files.folder().resolve(source);
        if (!found.contains(file)) {
            return "";
        }
        if (BundleSource.isInPlace(written.refusal().content())) {
            // restoring its catalog discarded the update in place that was refused, so there is nothing to compare with
            return written.refusal().content();
        }
        try {
            return examiner.examine(file)
                    .filter(now -> now.fingerprint()
                            .continues(new FileFingerprint(written.refusal().content())))
                    .map(now -> written.refusal().content())
                    .orElse("");
        } catch (IOException e) {
            LOG.debug("{} cannot be examined, so it is read again", file, e);
            return "";
        }
    }

    private void markKnown(RefusalStore.Written written) {
        String source = written.refusal().source();
        if (SourceKey.isBundle(source)) {
            bundleChanges.known(SourceKey.location(source), written.refusal().content());
        } else if (!BundleSource.isInPlace(written.refusal().content())) {
            settling.known(
                    files.folder().resolve(source),
                    new FileFingerprint(written.refusal().content()));
        }
    }

    /** Whether the earlier process deployed the same file after all, but ended before it could forget the refusal. */
    private boolean acceptedSince(RefusalStore.Written written) {
        return records.bySource(written.refusal().source())
                .filter(record ->
                        record.state().stamp().equals(written.refusal().content()))
                .isPresent();
    }

    /** Whether a shop from that source could not be restored. Then reading the source may bring it back, so its refusal does not count. */
    private boolean mustBeRead(String source) {
        CatalogState unserved = records.unserved(source);
        return unserved != null && unserved.state() != CatalogState.State.WITHDRAWN;
    }
}
