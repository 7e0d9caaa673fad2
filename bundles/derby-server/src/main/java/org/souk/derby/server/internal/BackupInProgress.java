package org.souk.derby.server.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A backup that is being written, and that another thread may cancel when the disk runs short. Derby ignores interrupts, but fails if the
 * folder for its next file is missing. Therefore cancelling renames that folder, and truncates the files that Derby still writes.
 */
final class BackupInProgress {
    private static final Logger LOG = LoggerFactory.getLogger(BackupInProgress.class);

    private final Path data;
    private final Path moved;

    /** These bytes must stay free on the disk of the database. */
    private final long reservedBytes;

    private boolean cancelled;
    private boolean finished;

    @FunctionalInterface
    interface Writer {
        /** Returns when the backup is complete. */
        void write() throws IOException, SQLException;
    }

    /** @param folder the folder of the database in the backup */
    BackupInProgress(Path folder, long reservedBytes) {
        this.data = folder.resolve("seg0");
        this.moved = folder.resolve("seg0.away");
        this.reservedBytes = reservedBytes;
    }

    long reservedBytes() {
        return reservedBytes;
    }

    /**
     * Runs the writer. Afterwards the backup can no longer be cancelled.
     *
     * @throws IllegalArgumentException if the backup was cancelled
     */
    void write(Writer writer) throws IOException, SQLException {
        try {
            writer.write();
        } catch (IOException | SQLException e) {
            if (!isCancelled()) {
                throw e;
            }
            LOG.debug("Derby ended the cancelled backup", e);
        } finally {
            finish();
        }
        if (isCancelled()) {
            throw new IllegalArgumentException(
                    "the backup was cancelled because the disk of the database ran short of space;"
                            + " make room there, and try again");
        }
    }

    private synchronized void finish() {
        finished = true;
    }

    synchronized boolean isWriting() {
        return !finished;
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    /**
     * Cancels the backup and frees its disk space. Does nothing if the backup is complete.
     *
     * @return whether this call is the first to cancel it
     */
    synchronized boolean cancel() {
        if (finished) {
            return false;
        }
        boolean isNew = !cancelled;
        cancelled = true;
        try {
            if (Files.exists(data)) {
                Files.move(data, moved, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            LOG.debug("Could not move {}; emptying it in place", data, e);
        }
        try {
            empty(data);
            empty(moved);
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("The backup is being deleted meanwhile", e);
        }
        return isNew;
    }

    private static void empty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                        .close();
            }
        }
    }
}
