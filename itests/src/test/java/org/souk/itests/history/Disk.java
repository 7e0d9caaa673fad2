package org.souk.itests.history;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.souk.itests.Await;

/**
 * A small file system that only processes in its mount namespace see. If this machine does not permit that, a plain folder, which cannot be
 * filled. It exists until it is closed, even if processes in it are killed.
 */
final class Disk implements AutoCloseable {
    private static final int MEGABYTE = 1 << 20;

    private final Path folder;
    private final Process holder;
    private final boolean small;

    Disk(Path folder, int megabytes) {
        this.folder = folder;
        try {
            Signals.run(List.of("rm", "-rf", folder.toString()));
            Files.createDirectories(folder);
            Path ready = folder.resolveSibling(folder.getFileName() + ".ready");
            Files.deleteIfExists(ready);
            String hold = "mount -t tmpfs -o size=" + megabytes + "m tmpfs '" + folder + "' && touch '" + ready
                    + "' && read end";
            holder = new ProcessBuilder("unshare", "-m", "sh", "-c", hold).start();
            Await.until(
                    Duration.ofSeconds(5),
                    () -> "a small file system is mounted, or it is refused",
                    () -> Files.exists(ready) || !holder.isAlive());
            small = holder.isAlive();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it can be filled. */
    boolean isSmall() {
        return small;
    }

    Path folder() {
        return folder;
    }

    /** The command line that runs a command in the mount namespace. */
    List<String> enter(Path workingFolder, String command) {
        List<String> words = new ArrayList<>();
        if (small) {
            words.addAll(List.of("nsenter", "-t", String.valueOf(holder.pid()), "-m"));
        }
        words.addAll(List.of("sh", "-c", "cd '" + workingFolder + "' && " + command));
        return words;
    }

    /** Fills the space that is free now, but not space that others free later. */
    void fill() {
        byte[] nothing = new byte[MEGABYTE];
        try {
            long left = Files.getFileStore(filler().getParent()).getUsableSpace();
            for (int piece = MEGABYTE; piece >= 1; piece /= 1024) {
                left = fill(nothing, piece, left);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long fill(byte[] nothing, int piece, long most) throws IOException {
        long left = most;
        try (OutputStream out = Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (; left >= piece; left -= piece) {
                out.write(nothing, 0, piece);
            }
        } catch (IOException e) {
            // full, but for a smaller piece
            return Math.min(left, piece);
        }
        return left;
    }

    void makeRoom() {
        try {
            Files.delete(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path filler() {
        return Path.of("/proc/" + holder.pid() + "/root" + folder.toAbsolutePath())
                .resolve("filler");
    }

    @Override
    public void close() {
        try {
            holder.getOutputStream().close();
            holder.waitFor();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
