package org.souk.persistence.internal.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.souk.common.digest.Sha256;

/**
 * One step of the schema. A step is never changed once it has been released, because databases have applied it.
 *
 * @param number from 1, without gaps
 * @param name of its script
 * @param compatibleFrom the oldest step that a container must know to use a database with this step
 * @param sha256 of prelude and script, hexadecimal
 * @param statements without trailing semicolons
 */
public record Migration(int number, String name, int compatibleFrom, String sha256, List<String> statements) {
    private static final Pattern COMPATIBLE = Pattern.compile("-- compatible-from: (\\d+)\\R.*", Pattern.DOTALL);
    private static final String FOLDER = "/META-INF/souk/";

    /**
     * All steps that this container knows, in the order in which the file {@code steps} lists them. A step is one script for both
     * databases. What only one database needs is in a file of the same name in the folder of its dialect, the prelude, which runs first.
     */
    public static List<Migration> known(String dialect) {
        return required("steps")
                .lines()
                .map(file -> parse(file, read(dialect + "/" + file).orElse(""), required(file)))
                .toList();
    }

    /** Parses a script: a semicolon at the end of a line ends a statement, lines that start with two hyphens are comments. */
    static Migration parse(String file, String prelude, String script) {
        Matcher compatible = COMPATIBLE.matcher(script);
        if (!compatible.matches()) {
            throw new IllegalArgumentException(file + ": the first line must be like '-- compatible-from: 1'");
        }
        String text = prelude + script;
        String code = text.replaceAll("(?m)^--.*$", "");
        List<String> statements = Arrays.stream(code.split(";[ \\t]*(\\R|$)"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
        int number = Integer.parseInt(file.substring(0, 3));
        return new Migration(number, file, Integer.parseInt(compatible.group(1)), Sha256.of(text), statements);
    }

    private static String required(String file) {
        return read(file).orElseThrow(() -> new IllegalStateException(FOLDER + file + " is not in the bundle"));
    }

    private static Optional<String> read(String file) {
        try (InputStream in = Migration.class.getResourceAsStream(FOLDER + file)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
