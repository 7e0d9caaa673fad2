package org.souk.persistence.internal.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The real steps, and more that take a while. */
final class Steps {
    static final int MORE = 25;
    static final int GATES = 6;

    private Steps() {}

    static List<Migration> many(List<Migration> real) {
        List<Migration> steps = new ArrayList<>(real);
        IntStream.rangeClosed(real.size() + 1, real.size() + MORE).forEach(i -> steps.add(step(i, 1, table(i))));
        return steps;
    }

    /**
     * The same, but some steps block in their middle while a test locks a table: the fourth waits for {@code gate_1}, the eighth for
     * {@code gate_2} and so on. The test must create these tables first.
     */
    static List<Migration> gated(List<Migration> real) {
        List<Migration> steps = new ArrayList<>(many(real));
        for (int gate = 1; gate <= GATES; gate++) {
            int number = gatedAt(real, gate);
            steps.set(number - 1, step(number, 1, table(number) + "INSERT INTO gate_" + gate + " VALUES (1);\n"));
        }
        return steps;
    }

    /** The number of the step that waits for that table. */
    static int gatedAt(List<Migration> real, int gate) {
        return real.size() + 4 * gate;
    }

    static Migration step(int number, int compatibleFrom, String sql) {
        return Migration.parse(
                String.format("%03d-more.sql", number), "", "-- compatible-from: " + compatibleFrom + "\n" + sql);
    }

    private static String table(int i) {
        return "CREATE TABLE more_" + i + "_a (id INTEGER NOT NULL PRIMARY KEY);\n"
                + "CREATE TABLE more_" + i + "_b (id INTEGER NOT NULL PRIMARY KEY);\n"
                + "INSERT INTO more_" + i + "_a VALUES (" + i + ");\n"
                + "CREATE INDEX more_" + i + "_c ON more_" + i + "_b (id DESC);\n";
    }
}
