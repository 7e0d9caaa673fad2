package org.souk.persistence.internal.migrate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.souk.common.digest.Sha256;

/**
 * A step of the tables, never changed once it was released.
 *
 * @param number 1, 2, 3 …
 * @param name of its file
 * @param compatibleFrom the oldest step whose containers can still work when this one was applied
 * @param sha256 of its text, hexadecimal
 * @param statements without the semicolons at their ends
 */
public record Migration(int number, String name, int compatibleFrom, String sha256, List<String> statements) {
    private static final Pattern COMPATIBLE = Pattern.compile("-- compatible-from: (\\d+)\\R.*", Pattern.DOTALL);
    private static final String FOLDER = "/META-INF/souk/";

    /** All steps that this container knows, in order: a file names them, those of each dialect lie beside it. */
    public static List<Migration> known(String dialect) {
        return read(FOLDER + "steps")
                .lines()
                .map(file -> parse(file, read(FOLDER + dialect + "/" + file)))
                .toList();
    }

    /** Reads a step: a semicolon at the end of a line ends a statement, lines that start with two hyphens are comments. */
    public static Migration parse(String file, String text) {
        Matcher compatible = COMPATIBLE.matcher(text);
        if (!compatible.matches()) {
            throw new IllegalArgumentException(file + ": the first line must be like '-- compatible-from: 1'");
        }
        String code = text.replaceAll("(?m)^--.*$", "");
        List<String> statements = Arrays.stream(code.split(";[ \\t]*(\\R|$)"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
        int number = Integer.parseInt(file.substring(0, 3));
        return new Migration(number, file, Integer.parseInt(compatible.group(1)), Sha256.of(text), statements);
    }

    private static String read(String path) {
        try (InputStream in = Migration.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is not in the bundle");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
