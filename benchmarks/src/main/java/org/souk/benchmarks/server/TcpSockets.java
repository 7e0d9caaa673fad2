package org.souk.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** TCP sockets of this machine, as the kernel lists them. */
public final class TcpSockets {
    private static final int LOCAL = 1;
    private static final int INODE = 9;

    private TcpSockets() {}

    /** Local port by what {@code /proc/<pid>/fd} calls it: {@code socket:[4711]}. */
    public static Map<String, Integer> byInode() {
        Map<String, Integer> ports = new HashMap<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try {
                if (Files.exists(Path.of(table))) {
                    Files.readAllLines(Path.of(table)).stream()
                            .skip(1)
                            .map(line -> line.strip().split("\\s+"))
                            .forEach(words -> ports.put("socket:[" + words[INODE] + "]", port(words[LOCAL])));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return ports;
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }
}
