package org.souk.itests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A small file system for {@code data/souk} of a container, in a private mount namespace, where that is allowed. */
final class SmallDisk {
    private static final String OWN = "root".equals(System.getProperty("user.name")) ? "-m" : "-rm";

    private SmallDisk() {}

    /** Whether this machine lets us mount one. */
    static boolean isAllowed() {
        return runs("unshare", OWN, "sh", "-c", "mount -t tmpfs tmpfs /tmp");
    }

    /** Starts a container on one; where that is not allowed, on the machine's own disk. */
    static Container launch(String name, int megabytes, Map<String, String> settings) {
        String mount = "mkdir -p data/souk && mount -t tmpfs -o size=" + megabytes
                + "m tmpfs data/souk && exec bin/karaf server";
        return isAllowed()
                ? Container.launch(name, settings, List.of("unshare", OWN, "sh", "-c", mount))
                : Container.launch(name, settings);
    }

    /** The way into the container's own view of it. */
    static Path of(Container container) {
        return Path.of("/proc/" + container.java().pid() + "/root" + container.home())
                .resolve("data/souk");
    }

    /** Bytes that do not shrink. */
    static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(bytes).nextBytes(noise);
        return noise;
    }

    /** Whether a command ends well. */
    static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
