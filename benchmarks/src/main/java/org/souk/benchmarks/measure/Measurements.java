package org.souk.benchmarks.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.souk.benchmarks.console.Table;

/** Repeated measurements of one quantity. */
public final class Measurements {
    private final List<Double> values = new ArrayList<>();

    public Measurements add(double value) {
        values.add(value);
        return this;
    }

    public int size() {
        return values.size();
    }

    /** The middle value, or the mean of the two middle values. */
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

    /** The smallest value that is not exceeded by that percentage of all values. */
    public double percentile(double percent) {
        List<Double> sorted = sorted();
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    /** Each value in percent of the other measurement of the same round. */
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
