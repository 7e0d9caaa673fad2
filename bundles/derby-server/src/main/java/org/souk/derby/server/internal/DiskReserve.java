package org.souk.derby.server.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Room on the disk for the database to end well. A write that fails for want of it ends Derby in the middle, and its repair writes too:
 * so a lump is put by, and given up as soon as the rest of the disk runs short.
 */
final class DiskReserve {
    private static final Logger LOG = LoggerFactory.getLogger(DiskReserve.class);
    private static final String LUMP = "spare";
    private static final int MEGABYTE = 1 << 20;

    private final Path folder;
    private final long spare;
    private final DiskSpace.Gauge gauge;
    private volatile boolean putBy;

    /**
     * On the disk of that folder.
     *
     * @param megabytes so many are put by, and as many are to be free besides; with 0 nothing is looked at
     */
    DiskReserve(Path folder, int megabytes) {
        this(folder, megabytes, DiskSpace::of);
    }

    DiskReserve(Path folder, int megabytes, DiskSpace.Gauge gauge) {
        this.folder = folder;
        this.spare = Math.max(0L, megabytes) * MEGABYTE;
        this.gauge = gauge;
    }

    /** What copies may take of that disk, and of others. */
    BackupSpace forCopies() {
        return new BackupSpace(folder, spare, gauge);
    }

    /**
     * Puts the lump by.
     *
     * @throws NoRoomException if there would soon be too little besides
     */
    void putBy() throws IOException, NoRoomException {
        Path lump = folder.resolve(LUMP);
        boolean whole = Files.exists(lump) && Files.size(lump) == spare && spare > 0;
        if (!whole) {
            Files.deleteIfExists(lump);
        }
        if (spare == 0) {
            return;
        }
        Files.createDirectories(folder);
        if (gauge.of(folder).free() < spare + spare / 2 + (whole ? 0 : spare)) {
            throw new NoRoomException(told());
        }
        if (!whole) {
            fill(lump);
        }
        putBy = true;
    }

    /** With bytes that no file system makes smaller. */
    private void fill(Path lump) throws IOException {
        byte[] noise = new byte[MEGABYTE];
        new Random(spare).nextBytes(noise);
        try (OutputStream out = Files.newOutputStream(lump)) {
            for (long left = spare; left > 0; left -= MEGABYTE) {
                out.write(noise);
            }
        } catch (IOException e) {
            Files.deleteIfExists(lump);
            throw e;
        }
    }

    /** Whether the rest of the disk runs short; the lump is given up then, and this is said once. */
    boolean runsShort() {
        if (!putBy) {
            return false;
        }
        try {
            if (gauge.of(folder).free() >= spare) {
                return false;
            }
        } catch (IOException e) {
            LOG.debug("The disk of {} does not tell how much of it is free", folder, e);
            return false;
        }
        putBy = false;
        try {
            Files.deleteIfExists(folder.resolve(LUMP));
        } catch (IOException e) {
            LOG.warn("What was put by for a full disk, {}, cannot be removed; remove it", folder.resolve(LUMP), e);
        }
        return true;
    }

    /** What is the matter, and what to do. */
    String told() {
        long enough = (2 * spare + spare / 2) / MEGABYTE;
        return "too little disk space for the database: carts and checkout wait until " + enough + " MB are free at "
                + folder + "; make room there, or lower spareMegabytes in etc/org.souk.database.cfg";
    }
}
