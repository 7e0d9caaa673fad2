package org.souk.derby.server.internal;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Size and free space of a disk in bytes. */
record DiskSpace(long total, long free) {
    @FunctionalInterface
    interface Gauge {
        /** Measures the disk of a folder, which need not exist yet. */
        DiskSpace of(Path folder) throws IOException;
    }

    static DiskSpace of(Path folder) throws IOException {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        FileStore disk = Files.getFileStore(there);
        long total = disk.getTotalSpace();
        // some file systems do not report their size
        return total > 0 ? new DiskSpace(total, disk.getUsableSpace()) : new DiskSpace(0, Long.MAX_VALUE);
    }

    /**
     * Whether both may be the same disk: a disk that is mounted twice has the same size, and disks that share a pool have the same free space.
     */
    boolean isSameDisk(DiskSpace other) {
        return total == other.total || free == other.free;
    }
}
