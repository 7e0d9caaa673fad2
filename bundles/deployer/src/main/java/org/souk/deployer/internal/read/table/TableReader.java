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

/** Reads a table from a text file: a line of headings, then rows. */
public final class TableReader {
    /** Quotes and separators of a file. */
    public enum Format {
        /** Separated by commas, semicolons or tabs; cells may be quoted. */
        CSV,
        /** Separated by tabs; quotes are ordinary characters. */
        TAB_SEPARATED
    }

    /** Maps headings to columns. */
    public interface Headings {
        /** Column index by internal name; null if a required column is missing. */
        @org.jspecify.annotations.Nullable
        Map<String, Integer> read(List<String> headings);
    }

    private TableReader() {}

    /** Passes every row, with its problem, to {@code rows}. Problems of the file are added to {@code problems}. */
    public static void read(
            TableFile table, Format format, Limits limits, Problems problems, Headings headings, Consumer<Row> rows) {
        // FastCSV always needs a quote character, so this is one that does not occur in the file
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
