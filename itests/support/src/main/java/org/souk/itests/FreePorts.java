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
 * Gives free ports to the servers of tests. A server that is restarted finds its port still free.
 *
 * <p>The ports are from 12000 to 31999, which systems do not use as ephemeral ports (Linux: from 32768, IANA: from 49152). Each process
 * locks a block of a hundred until it ends.
 */
public final class FreePorts {
    private static final int FIRST = 12_000;
    private static final int BLOCKS = 200;
    private static final int BLOCK = 100;

    /** The locked files. This list keeps the locks: an unreachable channel would be closed, which releases its lock. */
    private static final List<FileChannel> LOCKED = new ArrayList<>();

    private static int next;
    private static int end;

    private FreePorts() {}

    /**
     * A port on which nothing listens. Each is returned once.
     *
     * @throws IllegalStateException if other processes have locked all blocks
     */
    public static synchronized int take() {
        for (; ; next++) {
            if (next == end) {
                lockBlock();
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

    /** Continues with the next hundred that no process has locked. */
    private static void lockBlock() {
        int from = LOCKED.isEmpty() ? (int) (ProcessHandle.current().pid() % BLOCKS) : (end - FIRST) / BLOCK;
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
                    LOCKED.add(channel);
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
