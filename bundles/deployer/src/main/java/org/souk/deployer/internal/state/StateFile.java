package org.souk.deployer.internal.state;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small properties file. A write replaces it atomically (under another name, synced, renamed), so that a crash leaves the old or the new
 * content.
 */
final class StateFile {
    private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);

    private StateFile() {}

    /** Replaces a file. When this returns, the new content outlives a power failure. */
    static void write(Path file, Properties values) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            values.store(out, null);
            out.flush();
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try {
            sync(file.resolveSibling(""));
        } catch (IOException e) {
            // the new state is in place; a caller that saw an exception would delete the folders that it names
            LOG.warn("{} is written, but may not outlive a loss of power: {}", file, e.toString());
        }
    }

    /**
     * @throws IllegalArgumentException if it is no properties file
     */
    static Properties read(Path file) throws IOException {
        Properties values = new Properties();
        try (var in = Files.newInputStream(file)) {
            values.load(in);
        }
        return values;
    }

    /** The files and folders in a folder, sorted; none if there is no such folder. */
    static List<Path> children(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Syncs a folder, so that a rename or deletion in it outlives a power failure. */
    static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException e) {
            LOG.debug("This file system does not sync folders", e);
        }
    }
}
