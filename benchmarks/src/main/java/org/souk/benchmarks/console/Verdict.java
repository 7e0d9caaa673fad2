package org.souk.benchmarks.console;

import java.util.ArrayList;
import java.util.List;

/** Compares figures with their bounds and prints the last lines of each program. */
public final class Verdict {
    private final List<String> lines = new ArrayList<>();
    private boolean met = true;

    public Verdict atMost(String what, double value, double bound, String unit) {
        return line(what + ": " + shown(value) + unit + ", must be at most " + shown(bound) + unit, value <= bound);
    }

    public Verdict atLeast(String what, double value, double bound, String unit) {
        return line(what + ": " + shown(value) + unit + ", must be at least " + shown(bound) + unit, value >= bound);
    }

    public Verdict none(String what, long count) {
        return line(what + ": " + count + ", must be 0", count == 0);
    }

    public Verdict so(String what, boolean kept) {
        return line(what, kept);
    }

    private Verdict line(String what, boolean kept) {
        lines.add(what + ": " + (kept ? "met" : "not met"));
        met &= kept;
        return this;
    }

    private static String shown(double value) {
        return Table.number(value, value == Math.rint(value) ? 0 : 2);
    }

    public boolean met() {
        return met;
    }

    /** Prints each comparison and returns whether all bounds are met. */
    public boolean print(String program) {
        lines.forEach(System.out::println);
        System.out.println(program + ": " + (met ? "met" : "not met"));
        return met;
    }
}
