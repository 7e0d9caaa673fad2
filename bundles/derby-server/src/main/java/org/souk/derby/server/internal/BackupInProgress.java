package org.souk.derby.server.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A copy that is being written. Another thread may give it up: Derby, which writes it, hears of that by no interrupt, but fails when the
 * folder is gone in which the next file is to be made. Until then what is written is made empty.
 */
final class BackupInProgress {
    private static final Logger LOG = LoggerFactory.getLogger(BackupInProgress.class);

    private final Path data;
    private final Path away;
    private final long leaves;
    private boolean givenUp;
    private boolean ended;

    /** What writes it. */
    @FunctionalInterface
    interface Writer {
        /** Returns when it is whole. */
        void write() throws IOException, SQLException;
    }

    /**
     * Of a database.
     *
     * @param folder that is written
     * @param leaves bytes that are to stay free on the disk of the database meanwhile
     */
    BackupInProgress(Path folder, long leaves) {
        this.data = folder.resolve("seg0");
        this.away = folder.resolve("seg0.away");
        this.leaves = leaves;
    }

    long leaves() {
        return leaves;
    }

    /**
     * Has it written; then nobody gives it up any more.
     *
     * @throws IllegalArgumentException if it was given up
     */
    void write(Writer writer) throws IOException, SQLException {
        try {
            writer.write();
        } catch (IOException | SQLException e) {
            if (!isGivenUp()) {
                throw e;
            }
            LOG.debug("A copy that was given up ended", e);
        } finally {
            end();
        }
        if (isGivenUp()) {
            throw new IllegalArgumentException(
                    "the copy gave way, since others took the room on the disk of the database"
                            + " that it left there; make room there, and try again");
        }
    }

    private synchronized void end() {
        ended = true;
    }

    synchronized boolean isWritten() {
        return !ended;
    }

    synchronized boolean isGivenUp() {
        return givenUp;
    }

    /**
     * Gives it up, and frees what was written since. Does nothing when it is written.
     *
     * @return whether that is new
     */
    synchronized boolean giveUp() {
        if (ended) {
            return false;
        }
        boolean isNew = !givenUp;
        givenUp = true;
        try {
            if (Files.exists(data)) {
                Files.move(data, away, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            LOG.debug("{} stays; it is made empty there", data, e);
        }
        try {
            empty(data);
            empty(away);
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("It is being removed meanwhile", e);
        }
        return isNew;
    }

    private static void empty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                    .close();
        }
    }
}
