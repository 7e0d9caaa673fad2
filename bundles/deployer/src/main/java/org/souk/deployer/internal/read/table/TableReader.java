package org.souk.deployer.internal.read.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;

/** A table in a text file: a line of headings, then rows that know their line. */
public final class TableReader {
    /** Which quotes and separators a file uses. */
    public enum Format {
        /** Comma, or what the headings are separated by; cells may be quoted. */
        CSV,
        /** Tabs, and quotes mean themselves. */
        TAB_SEPARATED
    }

    /** What the headings say. */
    public interface Headings {
        /** Column by the name that the reader knows it by; null if a column that it needs is missing. */
        @org.jspecify.annotations.Nullable
        Map<String, Integer> read(List<String> headings);
    }

    private TableReader() {}

    /** Hands every row to {@code rows}, with what is wrong with it; what is wrong with the file goes to {@code problems}. */
    public static void read(
            TableFile table, Format format, Limits limits, Problems problems, Headings headings, Consumer<Row> rows) {
        // FastCSV has no form without quotes: a character that cannot stand in the file takes their place
        char quote = format == Format.TAB_SEPARATED ? '\u0000' : '"';
        try (CsvReader<CsvRowHandler> reader = CsvReader.builder()
                .fieldSeparator(table.separator())
                .quoteCharacter(quote)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(Math.max(limits.fieldCharacters() * 16, 1 << 24))
                .build(new CsvRowHandler(limits.fieldCharacters()), table.reader())) {
            Map<String, Integer> columns = null;
            int width = 0;
            for (CsvRowHandler record : reader) {
                if (columns == null) {
                    width = record.count();
                    columns = headings.read(record.headings());
                    if (columns == null) {
                        return;
                    }
                    boolean[] read = new boolean[width];
                    columns.values().forEach(column -> read[column] = true);
                    record.select(read);
                } else if (!record.blank()) {
                    rows.accept(record.row(table.file(), columns, problem(record, width, limits)));
                }
            }
            if (columns == null) {
                problems.error(table.file(), 1, "the file is empty; its first line must name the columns");
            }
        } catch (CsvParseException e) {
            problems.error(table.file(), 0, "the table cannot be read (" + e.getMessage() + "); save it again as CSV");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String problem(CsvRowHandler record, int width, Limits limits) {
        if (record.extra()) {
            return "the row has " + record.count() + " cells under " + width
                    + " columns and is left out; put cells that hold a comma in quotes";
        }
        return record.tooLong() == 0
                ? ""
                : "a cell has " + record.tooLong() + " characters and the row is left out; at most "
                        + limits.fieldCharacters() + " are read";
    }
}
