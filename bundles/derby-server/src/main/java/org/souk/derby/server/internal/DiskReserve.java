package org.souk.derby.server.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that reserves disk space for the database server. If a write fails because the disk is full, Derby stops abruptly, and its
 * recovery needs space too. When free space runs short, this class deletes the file, and the server then shuts down in order.
 */
final class DiskReserve {
    private static final Logger LOG = LoggerFactory.getLogger(DiskReserve.class);
    private static final String FILE = "spare";
    private static final int MEGABYTE = 1 << 20;

    private final Path folder;
    private final long size;
    private final DiskSpace.Gauge gauge;
    private volatile boolean filled;

    /** @param megabytes size of the file, and of the space that must stay free besides; 0 turns the reserve and the check off */
    DiskReserve(Path folder, int megabytes, DiskSpace.Gauge gauge) {
        this.folder = folder;
        this.size = Math.max(0L, megabytes) * MEGABYTE;
        this.gauge = gauge;
    }

    BackupSpace backupSpace() {
        return new BackupSpace(folder, size, gauge);
    }

    /**
     * Creates the file.
     *
     * @return false if too little space would stay free besides the file; then the database must not start
     */
    boolean fill() throws IOException {
        Path file = folder.resolve(FILE);
        boolean complete = Files.exists(file) && Files.size(file) == size && size > 0;
        if (!complete) {
            Files.deleteIfExists(file);
        }
        if (size == 0) {
            return true;
        }
        Files.createDirectories(folder);
        if (gauge.of(folder).free() < size + size / 2 + (complete ? 0 : size)) {
            return false;
        }
        if (!complete) {
            write(file);
        }
        filled = true;
        return true;
    }

    /** Fills the file with random bytes, which no file system compresses. */
    private void write(Path file) throws IOException {
        byte[] noise = new byte[MEGABYTE];
        new Random(size).nextBytes(noise);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = size; left > 0; left -= MEGABYTE) {
                out.write(noise);
            }
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** Deletes the file if free space runs short. Returns true only in the call that does. */
    boolean releaseIfShort() {
        if (!filled) {
            return false;
        }
        try {
            if (gauge.of(folder).free() >= size) {
                return false;
            }
        } catch (IOException e) {
            LOG.debug("Could not read the free space of the disk of {}", folder, e);
            return false;
        }
        filled = false;
        try {
            Files.deleteIfExists(folder.resolve(FILE));
        } catch (IOException e) {
            LOG.warn(
                    "Could not delete the disk reserve {}; delete it, so that the database has space to stop",
                    folder.resolve(FILE),
                    e);
        }
        return true;
    }

    String shortage() {
        long enough = (2 * size + size / 2) / MEGABYTE;
        return "too little disk space for the database: carts and checkout wait until " + enough + " MB are free at "
                + folder + "; make room there, or lower spareMegabytes in etc/org.souk.database.cfg";
    }
}
