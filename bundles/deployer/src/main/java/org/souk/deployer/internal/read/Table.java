package org.souk.deployer.internal.read;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A table in a text file: a line of headings, then rows that know their line. */
final class Table {
    /** Which quotes and separators a file uses. */
    enum Form {
        /** Comma, or what the headings are separated by; cells may be quoted. */
        CSV,
        /** Tabs, and quotes mean themselves. */
        TABBED
    }

    /** What the headings say. */
    interface Headings {
        /** Column by the name that the reader knows it by; null if a column that it needs is missing. */
        @org.jspecify.annotations.Nullable
        Map<String, Integer> read(List<String> headings);
    }

    private Table() {}

    /** Hands every row that has its cells to {@code rows}; what is wrong with the file's form goes to {@code problems}. */
    static void read(
            String file,
            String text,
            Form form,
            Limits limits,
            Problems problems,
            Headings headings,
            Consumer<Row> rows) {
        char separator = form == Form.TABBED ? '\t' : separator(text);
        if (form == Form.CSV) {
            int open = unclosedQuote(text, separator);
            if (open > 0) {
                problems.error(file, open, "the text that starts with a quote (\") here never ends; close it");
                return;
            }
        }
        // FastCSV has no form without quotes: a character that cannot stand in the file takes their place
        char quote = form == Form.TABBED ? '\u0000' : '"';
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .quoteCharacter(quote)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(Math.max(limits.fieldCharacters() * 16, 1 << 24))
                .ofCsvRecord(text)) {
            Map<String, Integer> columns = null;
            int width = 0;
            for (CsvRecord record : reader) {
                if (columns == null) {
                    width = record.getFieldCount();
                    columns = headings.read(record.getFields());
                    if (columns == null) {
                        return;
                    }
                } else {
                    Row row = new Row(file, record.getStartingLineNumber(), columns, record.getFields());
                    if (fits(row, width, limits, problems)) {
                        rows.accept(row);
                    }
                }
            }
            if (columns == null) {
                problems.error(file, 1, "the file is empty; its first line must name the columns");
            }
        } catch (CsvParseException e) {
            problems.error(file, 0, "the table cannot be read (" + e.getMessage() + "); save it again as CSV");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean fits(Row row, int width, Limits limits, Problems problems) {
        List<String> cells = row.cells();
        if (cells.stream().allMatch(String::isBlank)) {
            return false;
        }
        if (cells.size() > width && cells.subList(width, cells.size()).stream().anyMatch(c -> !c.isBlank())) {
            problems.warning(
                    row.file(),
                    row.line(),
                    "the row has " + cells.size() + " cells under " + width
                            + " columns and is left out; put cells that hold a comma in quotes");
            return false;
        }
        for (String cell : cells) {
            if (cell.length() > limits.fieldCharacters()) {
                problems.warning(
                        row.file(),
                        row.line(),
                        "a cell has " + cell.length() + " characters and the row is left out; at most "
                                + limits.fieldCharacters() + " are read");
                return false;
            }
        }
        return true;
    }

    /** The commonest of comma, semicolon and tab in the first line: Excel writes what its country is used to. */
    private static char separator(String text) {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        Map<Character, Long> counts = new LinkedHashMap<>();
        for (char c : new char[] {',', ';', '\t'}) {
            counts.put(c, first.chars().filter(x -> x == c).count());
        }
        return counts.entrySet().stream()
                .reduce((a, b) -> b.getValue() > a.getValue() ? b : a)
                .orElseThrow()
                .getKey();
    }

    /** The line of a quoted cell that the file ends within, or 0. */
    static int unclosedQuote(String text, char separator) {
        int line = 1;
        int opened = 0;
        boolean quoted = false;
        boolean start = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
            }
            if (c == '"' && (quoted || start)) {
                quoted = !quoted;
                opened = quoted && start ? line : opened;
                start = false;
            } else if (!quoted) {
                start = c == separator || c == '\n' || c == '\r';
            }
        }
        return quoted ? opened : 0;
    }
}
