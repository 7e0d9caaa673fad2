package org.souk.deployer.internal.read.table;

import java.util.List;
import java.util.Map;

/**
 * A row of a table with stripped cells; a missing column is an empty cell. Cells stay in one array until they are read, because most rows
 * of an update have not changed.
 */
public final class Row {
    private final String file;
    private final long line;
    private final Map<String, Integer> columns;
    private final char[] text;
    private final int[] ends;
    private final String problem;
    private final long hash;
    private final long check;

    /**
     * @param ends end of each cell in the text
     * @param problem why the row cannot be used, or {@code ""}
     * @param hash hash of the cells
     * @param check a second, independent hash of the cells
     */
    Row(
            String file,
            long line,
            Map<String, Integer> columns,
            char[] text,
            int[] ends,
            String problem,
            long hash,
            long check) {
        this.file = file;
        this.line = line;
        this.columns = columns;
        this.text = text;
        this.ends = ends;
        this.problem = problem;
        this.hash = hash;
        this.check = check;
    }

    /** Makes a row from cells. */
    public static Row of(String file, long line, Map<String, Integer> columns, List<String> cells) {
        int[] ends = new int[cells.size()];
        int end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += cells.get(i).length();
            ends[i] = end;
        }
        return new Row(file, line, columns, String.join("", cells).toCharArray(), ends, "", 0, 0);
    }

    public String file() {
        return file;
    }

    public long line() {
        return line;
    }

    public String problem() {
        return problem;
    }

    public long hash() {
        return hash;
    }

    public long check() {
        return check;
    }

    public String get(String column) {
        int at = at(column);
        int start = start(at);
        return at < 0 || ends[at] == start ? "" : new String(text, start, ends[at] - start);
    }

    public boolean has(String column) {
        int at = at(column);
        return at >= 0 && ends[at] > start(at);
    }

    public boolean is(String column, String value) {
        int at = at(column);
        int start = start(at);
        int length = at < 0 ? 0 : ends[at] - start;
        if (length != value.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text[start + i] != value.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int at(String column) {
        Integer at = columns.get(column);
        return at == null || at >= ends.length ? -1 : at;
    }

    private int start(int at) {
        return at <= 0 ? 0 : ends[at - 1];
    }
}
