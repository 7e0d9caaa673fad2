package org.souk.deployer.internal.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.archive.FileFingerprint;
import org.souk.deployer.internal.build.BundleSource;
import org.souk.deployer.internal.build.FileSource;
import org.souk.deployer.internal.build.Source;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.live.CatalogRecords;
import org.souk.deployer.internal.live.LiveRecord;
import org.souk.deployer.internal.state.Refusal;
import org.souk.deployer.internal.state.SourceKey;

/** Finds the file or bundle that was refused, unless it was removed or has changed since. */
public final class RefusedSourceFinder {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedSourceFinder.class);

    private final DeployFolderFiles files;
    private final Bundles bundles;
    private final CatalogRecords records;
    private final PathExaminer examiner;

    public RefusedSourceFinder(
            DeployFolderFiles files, Bundles bundles, CatalogRecords records, PathExaminer examiner) {
        this.examiner = examiner;
        this.files = files;
        this.bundles = bundles;
        this.records = records;
    }

    /** The source; empty if it was removed or has changed since it was refused. */
    public Optional<Source> find(Refusal refusal) {
        String key = refusal.source();
        if (BundleSource.isInPlace(refusal.content())) {
            return records.bySource(key).flatMap(record -> updatedInPlace(record, refusal));
        }
        if (!SourceKey.isBundle(key)) {
            return file(files.folder().resolve(key), refusal.content());
        }
        String location = SourceKey.location(key);
        String stamp = refusal.content();
        return isAt(location, stamp)
                ? Optional.of(new BundleSource(key, location, stamp, stamp, bundles.contents(location)))
                : Optional.empty();
    }

    private Optional<Source> updatedInPlace(LiveRecord record, Refusal refusal) {
        String location = record.location();
        return bundles.state(location) != Bundles.State.ABSENT
                        && BundleSource.inPlace(bundles.stamp(location)).equals(refusal.content())
                ? Optional.of(new BundleSource(
                        refusal.source(),
                        location,
                        record.state().stamp(),
                        refusal.content(),
                        bundles.contents(location)))
                : Optional.empty();
    }

    private boolean isAt(String location, String stamp) {
        return bundles.state(location) != Bundles.State.ABSENT
                && bundles.stamp(location).equals(stamp);
    }

    private Optional<Source> file(Path path, String stamp) {
        try {
            return examiner.examine(path)
                    .filter(now -> now.fingerprint().continues(new FileFingerprint(stamp)))
                    .map(now -> new FileSource(path, stamp));
        } catch (IOException e) {
            LOG.debug("{} cannot be examined", path, e);
            return Optional.empty();
        }
    }
}
