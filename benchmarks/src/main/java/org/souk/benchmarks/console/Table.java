package org.souk.benchmarks.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** A Markdown table. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    public Table(Object... headings) {
        row(headings);
    }

    public Table row(Object... cells) {
        rows.add(Stream.of(cells).map(String::valueOf).toList());
        return this;
    }

    public void print() {
        int columns = rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(c ->
                        rows.stream().mapToInt(row -> row.get(c).length()).max().orElse(0))
                .toArray();
        System.out.println();
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            System.out.println(IntStream.range(0, columns)
                    .mapToObj(
                            c -> row.get(c) + " ".repeat(widths[c] - row.get(c).length()))
                    .collect(Collectors.joining(" | ", "| ", " |")));
            if (i == 0) {
                System.out.println(
                        IntStream.of(widths).mapToObj("-"::repeat).collect(Collectors.joining(" | ", "| ", " |")));
            }
        }
        System.out.println();
    }

    public static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** A percentile in milliseconds, of a histogram in microseconds. */
    public static String millis(Histogram micros, double percentile) {
        return number(micros.getValueAtPercentile(percentile) / 1000.0, 2);
    }

    public static String megabytes(double bytes) {
        return number(bytes / 1e6, 1);
    }
}
