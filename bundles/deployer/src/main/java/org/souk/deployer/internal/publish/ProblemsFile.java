package org.souk.deployer.internal.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern NAME = Pattern.compile("(.+\\.(catalog|catalog\\.zip|jar))\\.problems\\.txt");

    private ProblemsFile() {}

    private static Path of(Path artifact) {
        return artifact.resolveSibling(artifact.getFileName() + ENDING);
    }

    /** The file that a problems file is about; empty if the path names no problems file. */
    public static Optional<Path> artifact(Path path) {
        Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
        return name.matches() ? Optional.of(path.resolveSibling(name.group(1))) : Optional.empty();
    }

    public static void write(Path artifact, boolean served, List<Problem> problems) {
        String text = artifact.getFileName() + " was refused"
                + (served ? "; the version before it stays live.\n\n" : ".\n\n")
                + problems.stream().map(ProblemsFile::line).collect(Collectors.joining("\n", "", "\n"));
        Path target = of(artifact);
        Path fresh = artifact.resolveSibling("." + artifact.getFileName() + ENDING + "." + UUID.randomUUID() + ".tmp");
        try {
            if (Files.isRegularFile(target) && Files.readString(target).equals(text)) {
                return;
            }
            Files.writeString(fresh, text);
            readableByAll(fresh);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            discard(fresh);
            LOG.warn("{} cannot be written, so its problems are only in catalog:info: {}", target, e.toString());
        }
    }

    /** Merchants have other accounts, and the container creates its files for its own only. */
    private static void readableByAll(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
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

    /** Deletes the problems files of catalogs that were removed while the container was stopped. */
    public static void sweep(Path deploy) {
        try (Stream<Path> list = Files.list(deploy)) {
            list.flatMap(file -> artifact(file).stream())
                    .filter(artifact -> !Files.exists(artifact))
                    .toList()
                    .forEach(ProblemsFile::remove);
        } catch (IOException e) {
            LOG.warn("{} cannot be listed: {}", deploy, e.toString());
        }
    }

    public static void remove(Path artifact) {
        try {
            Files.deleteIfExists(of(artifact));
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted; it is out of date: {}", of(artifact), e.toString());
        }
    }
}
