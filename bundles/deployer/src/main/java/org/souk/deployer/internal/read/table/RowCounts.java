package org.souk.deployer.internal.read.table;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How many rows of a product table were read, skipped and hidden, and why. */
public final class RowCounts {
    private final Map<String, Integer> skipped = new LinkedHashMap<>();
    private int rows;
    private int hidden;

    void row() {
        rows++;
    }

    void skip(String reason) {
        skipped.merge(reason, 1, Integer::sum);
    }

    void hide() {
        hidden++;
    }

    /** Whether more than half of the rows were skipped. */
    public boolean mostSkipped() {
        return skipped() > rows / 2.0;
    }

    public int skipped() {
        return skipped.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Such as {@code 60 of 100 rows are skipped (50: no price, 10: no title), 20 are hidden (drafts)}. */
    @Override
    public String toString() {
        String reasons = skipped.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(entry -> entry.getValue() + ": " + entry.getKey())
                .collect(Collectors.joining(", "));
        return skipped() + " of " + rows + " rows are skipped" + (reasons.isEmpty() ? "" : " (" + reasons + ")")
                + (hidden == 0 ? "" : ", " + hidden + " are hidden (drafts, archived, unpublished)");
    }
}
