package org.souk.deployer.internal.read.table;

import java.util.Map;
import org.souk.common.text.TextNormalizer;
import org.souk.deployer.internal.problem.Problems;

/**
 * A row of a table with cells in NFC and without blanks at their ends; a missing column is an empty cell. Cells stay in one text until they
 * are read, because most rows of an update have not changed.
 *
 * @param columns index of each column by internal name
 * @param ends end of each cell in the text
 * @param problem why the row cannot be used, or {@code ""}
 * @param hash hash of the cells
 * @param check a second, independent hash of the cells
 */
// nothing compares rows, so it does not matter that arrays are compared by identity
@SuppressWarnings("ArrayRecordComponent")
public record Row(
        String file,
        long line,
        Map<String, Integer> columns,
        String text,
        int[] ends,
        String problem,
        long hash,
        long check,
        Problems problems,
        RowCounts counts) {
    public void error(String message) {
        problems.error(file, line, message);
    }

    public void warning(String message) {
        problems.warning(file, line, message);
    }

    /**
     * Counts the row as skipped, with a warning.
     *
     * @param reason a few words, the same for all rows with that fault
     */
    public void skip(String reason, String message) {
        warning(message);
        counts.skip(reason);
    }

    /** Counts the row as skipped for the same reason as an earlier one, without a warning. */
    public void skip(String reason) {
        counts.skip(reason);
    }

    /** Counts the row as one of a product that is not for sale: a draft, an archived or an unpublished one. */
    public void hide() {
        counts.hide();
    }

    public String get(String column) {
        int at = at(column);
        return at < 0 ? "" : TextNormalizer.nfc(text.substring(start(at), ends[at]));
    }

    public boolean has(String column) {
        int at = at(column);
        return at >= 0 && ends[at] > start(at);
    }

    public boolean is(String column, String value) {
        int at = at(column);
        int length = at < 0 ? 0 : ends[at] - start(at);
        return length == value.length() && text.startsWith(value, start(at))
                || get(column).equals(value);
    }

    private int at(String column) {
        Integer at = columns.get(column);
        return at == null || at >= ends.length ? -1 : at;
    }

    private int start(int at) {
        return at <= 0 ? 0 : ends[at - 1];
    }
}
