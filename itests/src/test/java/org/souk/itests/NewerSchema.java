package org.souk.itests;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A distribution of the next version: one whose tables have one step more. */
final class NewerSchema {
    private static final String FOLDER = "META-INF/souk";

    private NewerSchema() {}

    /**
     * Unpacks one.
     *
     * @param file the step's, {@code 099-try.sql} for instance
     * @param text the same for both databases
     */
    static Path unpack(String name, String file, String text) {
        Path home = Distribution.unpack(name);
        try (FileSystem jar = FileSystems.newFileSystem(bundle(home))) {
            Path steps = jar.getPath(FOLDER, "steps");
            Files.writeString(steps, Files.readString(steps) + file + "\n");
            Files.writeString(jar.getPath(FOLDER, file), text);
            return home;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The last step that this build knows. */
    static int newestOfThisBuild(Path home) {
        try (FileSystem jar = FileSystems.newFileSystem(bundle(home))) {
            List<String> steps = Files.readAllLines(jar.getPath(FOLDER, "steps"));
            return Integer.parseInt(steps.get(steps.size() - 1).substring(0, 3));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path bundle(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("system/org/souk/souk-persistence"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
