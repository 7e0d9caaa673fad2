package org.souk.deployer.internal.read;

import java.util.List;
import java.util.Map;

/** A row of a table, its cells without blanks at their ends; a column that the table has not is an empty cell. */
record Row(String file, long line, Map<String, Integer> columns, List<String> cells) {
    String get(String column) {
        Integer at = columns.get(column);
        return at == null || at >= cells.size() ? "" : cells.get(at);
    }

    boolean has(String column) {
        return !get(column).isEmpty();
    }
}
