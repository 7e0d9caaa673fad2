package org.souk.deployer.internal.read;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the cells of one row after the other from the parser. Of a column that nobody reads it keeps whether there is a text, and how long. */
final class Cells extends AbstractBaseCsvCallbackHandler<Cells> {
    private final int bound;
    private List<String> cells = new ArrayList<>();
    private boolean @Nullable [] read;
    private int width;
    private int count;
    private int tooLong;
    private boolean blank;
    private boolean extra;

    /**
     * @param bound characters of a cell
     */
    Cells(int bound) {
        this.bound = bound;
    }

    /** From now on these columns are read and no others. */
    void only(boolean[] columns) {
        read = columns;
        width = columns.length;
    }

    /** The cells: of headings as they are, else stripped, and {@code ""} where the column is not read. */
    List<String> cells() {
        return cells;
    }

    int count() {
        return count;
    }

    long line() {
        return getStartingLineNumber();
    }

    /** Whether no cell has a text. */
    boolean blank() {
        return blank;
    }

    /** Whether there is a text under no column. */
    boolean extra() {
        return extra;
    }

    /** The length of the first cell that is longer than may be, or 0. */
    int tooLong() {
        return tooLong;
    }

    @Override
    protected void handleBegin(long line) {
        cells = new ArrayList<>(read == null ? 32 : width);
        count = 0;
        tooLong = 0;
        blank = true;
        extra = false;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        int start = offset;
        int end = offset + length;
        while (start < end && Character.isWhitespace(buffer[start])) {
            start++;
        }
        while (end > start && Character.isWhitespace(buffer[end - 1])) {
            end--;
        }
        count++;
        blank &= start == end;
        tooLong = tooLong == 0 && length > bound ? length : tooLong;
        if (read == null) {
            cells.add(new String(buffer, offset, length));
        } else if (index < width) {
            cells.add(start == end || !read[index] ? "" : new String(buffer, start, end - start));
        } else {
            extra |= start < end;
        }
    }

    @Override
    protected Cells buildRecord() {
        return this;
    }
}
