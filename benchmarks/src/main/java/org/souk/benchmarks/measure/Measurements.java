package org.souk.benchmarks.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.souk.benchmarks.console.Table;

/** A few measured values. */
public final class Measurements {
    private final List<Double> values = new ArrayList<>();

    public Measurements add(double value) {
        values.add(value);
        return this;
    }

    public int size() {
        return values.size();
    }

    /** The middle one, or the mean of the two in the middle. */
    public double median() {
        List<Double> sorted = sorted();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    public double best() {
        return Collections.min(values);
    }

    public double worst() {
        return Collections.max(values);
    }

    /** The smallest value that so many percent of all do not exceed. */
    public double percentile(double percent) {
        List<Double> sorted = sorted();
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    /** Each in percent of the one that was measured at the same turn. */
    public Measurements per(Measurements others) {
        Measurements percent = new Measurements();
        for (int i = 0; i < values.size(); i++) {
            percent.add(100 * values.get(i) / others.values.get(i));
        }
        return percent;
    }

    /** As whole numbers, in the order in which they were measured. */
    @Override
    public String toString() {
        return values.stream().map(value -> Table.number(value, 0)).toList().toString();
    }

    private List<Double> sorted() {
        if (values.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        return values.stream().sorted().toList();
    }
}
