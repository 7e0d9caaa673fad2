package org.souk.deployer.internal.read.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.souk.common.text.TextNormalizer;
import org.souk.deployer.internal.problem.Problems;

/** Receives cells from the CSV parser, one row at a time. Of unselected columns it keeps only whether a cell is blank or too long. */
final class CsvRowHandler extends AbstractBaseCsvCallbackHandler<CsvRowHandler> {
    private final int bound;
    private final List<String> headings = new ArrayList<>();
    private boolean @Nullable [] selected;
    private int width;
    private char[] text = new char[1024];
    private int length;
    private int[] ends = new int[0];
    private long hash;
    private long check;
    private int count;
    /** The length of the first cell that exceeds the limit, or 0. */
    private int tooLong;

    private boolean blank;
    /** Whether a cell beyond the last column has text. */
    private boolean extra;

    /**
     * @param bound largest number of characters of a cell
     */
    CsvRowHandler(int bound) {
        this.bound = bound;
    }

    /** Selects the columns to keep after the first row. */
    void select(Collection<Integer> columns) {
        boolean[] kept = new boolean[headings.size()];
        columns.forEach(column -> kept[column] = true);
        selected = kept;
        width = kept.length;
    }

    /** The cells of the first row. */
    List<String> headings() {
        return headings;
    }

    /** The current row; cells of unselected columns are empty. */
    Row row(String file, Map<String, Integer> columns, Problems problems, RowCounts counts) {
        return new Row(
                file,
                getStartingLineNumber(),
                columns,
                new String(text, 0, length),
                Arrays.copyOf(ends, Math.min(count, width)),
                problem(),
                hash,
                check,
                problems,
                counts);
    }

    private String problem() {
        if (extra) {
            return "the row has " + count + " cells under " + width
                    + " columns and is skipped; put cells that hold a comma in quotes";
        }
        return tooLong == 0
                ? ""
                : "a cell has " + tooLong + " characters and the row is skipped; at most " + bound + " are read";
    }

    boolean blank() {
        return blank;
    }

    @Override
    protected void handleBegin(long line) {
        ends = ends.length == width ? ends : new int[width];
        length = 0;
        hash = 1;
        check = 1;
        count = 0;
        tooLong = 0;
        blank = true;
        extra = false;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int size, boolean quoted) {
        int start = offset;
        int end = offset + size;
        while (start < end && TextNormalizer.isBlank(buffer[start])) {
            start++;
        }
        while (end > start && TextNormalizer.isBlank(buffer[end - 1])) {
            end--;
        }
        if (start < end && (buffer[start] > '~' || buffer[end - 1] > '~')) {
            // only here can there be marks that are no blanks of their own
            char[] stripped =
                    TextNormalizer.strip(new String(buffer, start, end - start)).toCharArray();
            take(index, size, stripped, 0, stripped.length);
        } else {
            take(index, size, buffer, start, end);
        }
    }

    private void take(int index, int size, char[] buffer, int start, int end) {
        count++;
        blank &= start == end;
        tooLong = tooLong == 0 && size > bound ? size : tooLong;
        if (selected == null) {
            headings.add(TextNormalizer.clean(new String(buffer, start, end - start)));
        } else if (index >= width) {
            extra |= start < end;
        } else {
            if (selected[index]) {
                append(buffer, start, end);
            }
            ends[index] = length;
        }
    }

    private void append(char[] buffer, int start, int end) {
        if (text.length - length < end - start) {
            text = Arrays.copyOf(text, Math.max(text.length * 2, length + end - start));
        }
        long h = hash;
        long c = check;
        int i = start;
        // four characters at once, because an update hashes the whole table
        for (; i + 4 <= end; i += 4) {
            long four =
                    buffer[i] | (long) buffer[i + 1] << 16 | (long) buffer[i + 2] << 32 | (long) buffer[i + 3] << 48;
            h = mix(h ^ four);
            c = (Long.rotateLeft(c, 23) + four) * 0xD6E8FEB86659FD93L;
        }
        for (; i < end; i++) {
            h = mix(h ^ buffer[i]);
            c = (Long.rotateLeft(c, 23) + buffer[i]) * 0xD6E8FEB86659FD93L;
        }
        System.arraycopy(buffer, start, text, length, end - start);
        length += end - start;
        // includes where the cell ends
        hash = Long.rotateLeft(h, 31) + length;
        check = Long.rotateLeft(c, 27) ^ length;
    }

    /** Folds the high bits back, because a multiplication only moves bits up. */
    private static long mix(long value) {
        long product = value * 0x9E3779B97F4A7C15L;
        return product ^ product >>> 32;
    }

    @Override
    protected CsvRowHandler buildRecord() {
        return this;
    }
}
