package org.souk.derby.server.internal;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a disk, and those of them that are free. */
record DiskSpace(long total, long free) {
    /** Some file systems do not tell. */
    private static final DiskSpace UNTOLD = new DiskSpace(0, Long.MAX_VALUE);

    /** Where the space of a disk is read. */
    @FunctionalInterface
    interface Gauge {
        /** Of the disk on which a folder lies, or is to lie. */
        DiskSpace of(Path folder) throws IOException;
    }

    static DiskSpace of(Path folder) throws IOException {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        FileStore disk = Files.getFileStore(there);
        return disk.getTotalSpace() > 0 ? new DiskSpace(disk.getTotalSpace(), disk.getUsableSpace()) : UNTOLD;
    }

    /**
     * Whether both are of one disk, as far as that is to be seen: what is mounted twice has one size, and what shares a pool the same bytes
     * free.
     */
    boolean isThatOf(DiskSpace other) {
        return total == other.total || free == other.free;
    }
}
