package org.souk.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The packed distribution under test. */
public final class Distribution {
    /** The tar.gz file that the build made. */
    public static final Path ARCHIVE = Path.of(System.getProperty("souk.distribution"));

    private static final Path CONTAINERS = Path.of(System.getProperty("souk.containers"));

    private Distribution() {}

    /** An empty folder beside the containers; an older one of that name is removed. */
    public static Path empty(String name) {
        Path folder = CONTAINERS.resolve(name);
        try {
            run("rm", "-rf", folder.toString());
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new AssertionError("the folder cannot be made", e);
        }
    }

    /** Unpacks a fresh copy; an older one of that name is removed. */
    public static Path unpack(String name) {
        Path home = empty(name);
        try {
            Files.createDirectories(home.resolve("nobody"));
            run("tar", "xzf", ARCHIVE.toString(), "--strip-components=1", "-C", home.toString());
            return home;
        } catch (IOException e) {
            throw new AssertionError("the distribution cannot be unpacked", e);
        }
    }

    private static void run(String... command) throws IOException {
        try {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new AssertionError(String.join(" ", command) + " ended with " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
