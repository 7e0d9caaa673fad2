package org.souk.deployer.internal.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Problem;

/**
 * Writes {@code <name>.problems.txt}, the reasons, beside a file that was refused. Souk writes no other file into the deploy folder.
 * Several containers may write the same one, so its text names neither a time nor a container, and a rename replaces it.
 */
public final class ProblemsFile {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemsFile.class);
    private static final String ENDING = ".problems.txt";
    /** The line that such a file begins with, after the name of what it is about. */
    private static final String REFUSED = " was refused";

    private static final String NOT_TAKEN = " is not taken.";
    private static final int MAX_BYTES = 1 << 20;

    private ProblemsFile() {}

    private static Path of(Path artifact) {
        return artifact.resolveSibling(artifact.getFileName() + ENDING);
    }

    /** Whether a file name is that of a problems file. */
    public static boolean isName(String name) {
        return name.length() > ENDING.length() && name.endsWith(ENDING);
    }

    /** The file that a problems file is about; empty if the path names no problems file. */
    public static Optional<Path> artifact(Path path) {
        String name = String.valueOf(path.getFileName());
        return isName(name)
                ? Optional.of(path.resolveSibling(name.substring(0, name.length() - ENDING.length())))
                : Optional.empty();
    }

    public static void write(Path artifact, boolean served, List<Problem> problems) {
        write(artifact, REFUSED + (served ? "; the version before it stays live." : "."), problems);
    }

    /** Writes why Souk does not take an entry that is no catalog. */
    public static void writeNotice(Path artifact, List<Problem> problems) {
        write(artifact, NOT_TAKEN, problems);
    }

    private static void write(Path artifact, String verdict, List<Problem> problems) {
        String text = artifact.getFileName() + verdict + "\n\n"
                + problems.stream().map(ProblemsFile::line).collect(Collectors.joining("\n", "", "\n"));
        Path target = of(artifact);
        try {
            if (!read(target).equals(text)) {
                replace(target, text);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be written, so its problems are only in catalog:info: {}", target, e.toString());
        }
    }

    /** The text of a problems file; empty if there is none. Merchants could put anything there. */
    private static String read(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
        }
    }

    /**
     * Writes a file that everybody may read, because merchants have other accounts and the umask of the container is 077. It sets the
     * permissions in the temporary folder, where merchants cannot replace the file by a link. If the deploy folder is on another file
     * system, Java copies the file and sets the permissions of the copy through its open handle.
     */
    private static void replace(Path target, String text) throws IOException {
        Path own = Files.createTempFile("problems-", ".txt");
        Path fresh = target.resolveSibling("." + UUID.randomUUID() + ENDING + ".tmp");
        try {
            Files.writeString(own, text);
            if (own.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-r--r--"));
            }
            try {
                Files.move(own, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.copy(own, fresh, StandardCopyOption.COPY_ATTRIBUTES);
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            discard(own);
            discard(fresh);
        }
    }

    private static void discard(Path fresh) {
        try {
            Files.deleteIfExists(fresh);
        } catch (IOException e) {
            LOG.debug("{} cannot be deleted", fresh, e);
        }
    }

    private static String line(Problem problem) {
        return (problem.severity() == Problem.Severity.ERROR ? "error    " : "warning  ") + problem;
    }

    /** Deletes the problems files that Souk wrote about files that were removed while the container was stopped. */
    public static void sweep(Path deploy) {
        try (Stream<Path> list = Files.list(deploy)) {
            list.flatMap(file -> artifact(file).stream())
                    .filter(artifact -> Files.notExists(artifact, LinkOption.NOFOLLOW_LINKS))
                    .toList()
                    .forEach(artifact -> remove(artifact, REFUSED, NOT_TAKEN));
        } catch (IOException e) {
            LOG.warn("{} cannot be listed: {}", deploy, e.toString());
        }
    }

    public static void remove(Path artifact) {
        remove(artifact, REFUSED, NOT_TAKEN);
    }

    /** Deletes what {@link #writeNotice} wrote, and nothing else. */
    public static void removeNotice(Path artifact) {
        remove(artifact, NOT_TAKEN);
    }

    private static void remove(Path artifact, String... verdicts) {
        Path file = of(artifact);
        try {
            String text = read(file);
            if (Stream.of(verdicts).anyMatch(verdict -> text.startsWith(artifact.getFileName() + verdict))) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted; it is out of date: {}", file, e.toString());
        }
    }
}
