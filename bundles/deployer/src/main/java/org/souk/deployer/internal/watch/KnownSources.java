package org.souk.deployer.internal.watch;

import java.nio.file.Path;
import org.souk.deployer.internal.archive.FileFingerprint;

/** Takes note of sources that were dealt with by an earlier process, so that they are not read again until they change. */
public final class KnownSources {
    private final DeployFolderFiles files;
    private final SettlingQueue settling;
    private final BundleChanges bundleChanges;

    public KnownSources(DeployFolderFiles files, SettlingQueue settling, BundleChanges bundleChanges) {
        this.files = files;
        this.settling = settling;
        this.bundleChanges = bundleChanges;
    }

    public void file(Path file, FileFingerprint stamp) {
        files.add(file);
        settling.known(file, stamp);
    }

    /** A bundle of others that was refused for its content. */
    public void refusedBundle(String location, String stamp) {
        bundleChanges.known(location, stamp);
    }
}
