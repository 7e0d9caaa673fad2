package org.souk.derby.server.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks that there is space for a backup, and cancels the backup if the disk of the database runs short while it is written. */
final class BackupSpace {
    private static final Logger LOG = LoggerFactory.getLogger(BackupSpace.class);
    private static final long MEGABYTE = 1 << 20;

    private final Path home;

    /** If fewer bytes are free, the database server stops. */
    private final long reserve;

    private final DiskSpace.Gauge gauge;
    private volatile @Nullable BackupInProgress current;

    BackupSpace(Path home, long reserve, DiskSpace.Gauge gauge) {
        this.home = home;
        this.reserve = reserve;
        this.gauge = gauge;
    }

    /**
     * Begins a backup, or the copying of one; only one at a time.
     *
     * @param database the folder that is copied
     * @param place the folder named in the message
     * @param folder the folder in {@code place} that will be written
     * @param remedy what the message tells the operator to do
     * @throws IllegalArgumentException if there is too little space
     */
    BackupInProgress begin(Path database, Path place, Path folder, String remedy) throws IOException {
        long bytes = Folders.bytes(database);
        DiskSpace target = gauge.of(place);
        boolean sameDisk = target.isSameDisk(gauge.of(home));
        long kept = sameDisk ? 2 * reserve + reserve / 2 : 0;
        if (target.free() - kept < bytes) {
            throw new IllegalArgumentException("too little disk space for a backup in " + place + ": "
                    + megabytes(bytes + kept) + " MB are needed"
                    + (kept > 0 ? ", " + megabytes(kept) + " of them for the database to go on," : "") + " and "
                    + target.free() / MEGABYTE + " MB are free; " + remedy);
        }
        BackupInProgress begun = new BackupInProgress(folder, sameDisk ? reserve + reserve / 2 : reserve);
        current = begun;
        return begun;
    }

    private static long megabytes(long bytes) {
        return (bytes + MEGABYTE - 1) / MEGABYTE;
    }

    /** Cancels the backup that is being written if the disk of the database runs short. */
    void cancelIfShort() {
        BackupInProgress written = current;
        if (written == null || !written.isWriting()) {
            return;
        }
        try {
            boolean isShort = written.isCancelled() || gauge.of(home).free() < written.reservedBytes();
            if (isShort && written.cancel()) {
                LOG.warn("Cancelled the backup of the database: disk space runs short at {}; make room there", home);
            }
        } catch (IOException e) {
            LOG.debug("Could not read the free space of the disk of {}", home, e);
        }
    }
}
