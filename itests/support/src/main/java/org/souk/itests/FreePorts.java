package org.souk.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Ports for servers of tests, which stop and start again and find their port free.
 *
 * <p>They come from 12000 to 31999, where no system takes the near end of a connection from (Linux: from 32768, IANA:
 * from 49152), by hundreds: each process that asks holds the lock of its hundred until it ends.
 */
public final class FreePorts {
    private static final int FIRST = 12_000;
    private static final int BLOCKS = 200;
    private static final int BLOCK = 100;

    /** What holds the locks; a channel that nobody has is closed, and its lock let go. */
    private static final List<FileChannel> HELD = new ArrayList<>();

    private static int next;
    private static int end;

    private FreePorts() {}

    /**
     * A port that nobody listens on, given once.
     *
     * @throws IllegalStateException if every hundred is held or taken
     */
    public static synchronized int take() {
        for (; ; next++) {
            if (next == end) {
                hold();
            }
            if (isFree(next)) {
                return next++;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Goes on with the next hundred that no process holds. */
    private static void hold() {
        int from = HELD.isEmpty() ? (int) (ProcessHandle.current().pid() % BLOCKS) : (end - FIRST) / BLOCK;
        String folderName = "souk-ports-" + System.getProperty("user.name");
        try {
            Path folder = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), folderName));
            for (int i = 0; i < BLOCKS; i++) {
                int block = (from + i) % BLOCKS;
                FileChannel channel = FileChannel.open(
                        folder.resolve(String.valueOf(FIRST + block * BLOCK)),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                if (channel.tryLock() != null) {
                    HELD.add(channel);
                    next = FIRST + block * BLOCK;
                    end = next + BLOCK;
                    return;
                }
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("no hundred ports of " + FIRST + " and more are free");
    }
}
