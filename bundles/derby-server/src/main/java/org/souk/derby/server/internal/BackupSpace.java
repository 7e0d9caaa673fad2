package org.souk.derby.server.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Room for copies of the database: they leave it what it needs of its own disk, and give way when others take that. */
final class BackupSpace {
    private static final Logger LOG = LoggerFactory.getLogger(BackupSpace.class);
    private static final long MEGABYTE = 1 << 20;

    private final Path home;
    private final long spare;
    private final DiskSpace.Gauge gauge;
    private volatile @Nullable BackupInProgress draft;

    /**
     * Beside the databases of a folder.
     *
     * @param spare bytes below which free ones make the database end
     */
    BackupSpace(Path home, long spare, DiskSpace.Gauge gauge) {
        this.home = home;
        this.spare = spare;
        this.gauge = gauge;
    }

    /**
     * Begins a copy, one at a time.
     *
     * @param database that is copied
     * @param place the folder that an operator knows
     * @param folder that is to be written, there
     * @param remedy what there is to do then
     * @throws IllegalArgumentException if there is too little room
     */
    BackupInProgress begin(Path database, Path place, Path folder, String remedy) throws IOException {
        long bytes = Folders.bytes(database);
        DiskSpace target = gauge.of(place);
        boolean own = target.isThatOf(gauge.of(home));
        long kept = own ? 2 * spare + spare / 2 : 0;
        if (target.free() - kept < bytes) {
            throw new IllegalArgumentException("too little disk space for a copy in " + place + ": "
                    + megabytes(bytes + kept) + " MB are needed"
                    + (kept > 0 ? ", " + megabytes(kept) + " of them for the database to go on," : "") + " and "
                    + target.free() / MEGABYTE + " MB are free; " + remedy);
        }
        BackupInProgress begun = new BackupInProgress(folder, own ? spare + spare / 2 : spare);
        draft = begun;
        return begun;
    }

    private static long megabytes(long bytes) {
        return (bytes + MEGABYTE - 1) / MEGABYTE;
    }

    /** Has the copy that is being written give way if the disk of the database runs short. */
    void relieve() {
        BackupInProgress written = draft;
        if (written == null || !written.isWritten()) {
            return;
        }
        try {
            boolean isShort = written.isGivenUp() || gauge.of(home).free() < written.leaves();
            if (isShort && written.giveUp()) {
                LOG.warn("The copy of the database that is being made gives way: disk space runs short at {}", home);
            }
        } catch (IOException e) {
            LOG.debug("The disk of {} does not tell how much of it is free", home, e);
        }
    }
}
