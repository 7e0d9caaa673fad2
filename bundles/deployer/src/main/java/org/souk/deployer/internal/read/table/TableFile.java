package org.souk.deployer.internal.read.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.souk.api.catalog.CatalogFiles;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.text.Utf8File;

/**
 * A text file with a line of headings, then rows, that a first pass has found to be UTF-8 with balanced quotes. The second pass reads it
 * as a stream, because a table may take half of the heap.
 *
 * @param separator cell separator
 */
public record TableFile(CatalogFiles files, String file, Format format, char separator) {
    private static final int MAX_ROWS_IN_A_CELL = 20;

    /** Quotes and separators of a file. */
    public enum Format {
        /** Separated by commas, semicolons or tabs; cells may be quoted. */
        CSV,
        /** Separated by tabs; quotes are ordinary characters. */
        TAB_SEPARATED
    }

    /** Checks the file; empty if it cannot be read, which is added to {@code problems}. */
    public static Optional<TableFile> open(
            CatalogFiles files, String file, Format format, long most, Problems problems) {
        QuoteScanner scanner = new QuoteScanner(format);
        if (!Utf8File.read(files, file, most, problems, scanner)) {
            return Optional.empty();
        }
        scanner.end();
        if (!scanner.swallowed.isEmpty()
                && problems.errorUnlessServed(file, scanner.swallowedFrom, scanner.swallowed)) {
            return Optional.empty();
        }
        if (scanner.unclosed() > 0) {
            problems.error(
                    file, scanner.unclosed(), "the text that starts with a quote (\") here never ends; close it");
            return Optional.empty();
        }
        return Optional.of(new TableFile(files, file, format, scanner.separator));
    }

    /**
     * Passes every row, with its problem, to {@code rows}. Problems of the file are added to {@code problems}.
     *
     * @param counts counts every row; {@code rows} counts those that it skips
     * @param headings maps the headings to column indexes by internal name; empty if a required column is missing
     */
    public void read(
            Limits limits,
            Problems problems,
            RowCounts counts,
            Function<List<String>, Optional<Map<String, Integer>>> headings,
            Consumer<Row> rows) {
        // FastCSV always needs a quote character, so this is one that does not occur in the file
        char quote = format == Format.TAB_SEPARATED ? '\u0000' : '"';
        try (CsvReader<CsvRowHandler> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .quoteCharacter(quote)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(Math.max(limits.fieldCharacters() * 16, 1 << 24))
                .build(new CsvRowHandler(limits.fieldCharacters()), reader())) {
            Map<String, Integer> columns = null;
            for (CsvRowHandler record : reader) {
                if (columns == null && !HeadingLine.is(String.join(",", record.headings()))) {
                    record.headings().clear();
                } else if (columns == null) {
                    columns = headings.apply(record.headings()).orElse(null);
                    if (columns == null) {
                        return;
                    }
                    record.select(columns.values());
                } else if (!record.blank()) {
                    counts.row();
                    rows.accept(record.row(file, columns, problems, counts));
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

    private Reader reader() throws IOException {
        InputStream in = files.open(file).orElseThrow(() -> new IOException(file + " vanished"));
        return new InputStreamReader(Utf8File.skipByteOrderMark(in), StandardCharsets.UTF_8);
    }

    /** Finds the separator and the unclosed quote of a table. */
    private static final class QuoteScanner implements Utf8File.Sink {
        private enum State {
            /** Before the first character of a cell. */
            START,
            /** In an unquoted cell, or after the closing quote. */
            PLAIN,
            QUOTED,
            /** After a quote in a quoted cell: the closing quote, or the first of an escaped pair. */
            QUOTE
        }

        private final Format format;
        private final StringBuilder first = new StringBuilder();
        private char separator;
        private int line = 1;
        private int opened;
        private State state = State.START;
        /** Separators in the headings. */
        private int width;
        /** Of the quoted cell that is being read: its lines after the first, those of them that look like rows, and the separators so far. */
        private int innerLines;

        private int innerRows;
        private int innerSeparators;
        /** What is wrong with the first quoted cell that swallowed rows, and the line where it starts. */
        private String swallowed = "";

        private int swallowedFrom;

        QuoteScanner(Format format) {
            this.format = format;
            separator = format == Format.TAB_SEPARATED ? '\t' : 0;
        }

        @Override
        public void take(char[] chars, int length) {
            if (format == Format.TAB_SEPARATED) {
                return;
            }
            int from = 0;
            while (separator == 0 && from < length) {
                first.append(chars[from]);
                if (chars[from++] == '\n') {
                    firstLine();
                }
            }
            scan(chars, from, length);
        }

        void end() {
            if (separator == 0) {
                firstLine();
            }
            separator = separator == 0 ? ',' : separator;
        }

        /** The line where an unclosed quoted cell starts, or 0. */
        int unclosed() {
            return state == State.QUOTED ? opened : 0;
        }

        /** Scans the headings, or a blank or {@code sep=} line before them. */
        private void firstLine() {
            if (HeadingLine.is(first)) {
                separator = HeadingLine.separator(first);
                width = (int) first.chars().filter(c -> c == separator).count();
            }
            scan(first.toString().toCharArray(), 0, first.length());
            first.setLength(0);
        }

        private void scan(char[] chars, int from, int to) {
            int i = from;
            while (i < to) {
                if (state == State.QUOTED) {
                    i = skipQuoted(chars, i, to);
                } else if (state == State.PLAIN) {
                    i = skipPlain(chars, i, to);
                } else if (chars[i] == '"') {
                    if (state == State.START) {
                        opened = line;
                        innerLines = 0;
                        innerRows = 0;
                        innerSeparators = 0;
                    }
                    state = State.QUOTED;
                    i++;
                } else {
                    if (state == State.QUOTE) {
                        closed();
                    }
                    state = State.PLAIN;
                }
            }
        }

        private int skipQuoted(char[] chars, int from, int to) {
            int lines = 0;
            int i = from;
            while (i < to && chars[i] != '"') {
                if (chars[i] == '\n') {
                    lines++;
                    innerLine();
                } else if (chars[i] == separator) {
                    innerSeparators++;
                }
                i++;
            }
            line += lines;
            state = i < to ? State.QUOTE : State.QUOTED;
            return i < to ? i + 1 : to;
        }

        /** A line of a quoted cell has ended. The first is the rest of the row in which the cell starts. */
        private void innerLine() {
            if (innerLines++ > 0 && Math.abs(innerSeparators - width) <= width / 8) {
                innerRows++;
            }
            innerSeparators = 0;
        }

        /** A quoted cell has ended. */
        private void closed() {
            if (innerRows > MAX_ROWS_IN_A_CELL && innerRows * 4 >= innerLines * 3 && swallowed.isEmpty()) {
                swallowedFrom = opened;
                swallowed = "a cell starts with a quotation mark (\") in line " + opened + " and ends in line " + line
                        + ", and " + innerRows + " lines in it look like rows; remove the mark in line " + opened
                        + " or close it there";
            }
        }

        private int skipPlain(char[] chars, int from, int to) {
            char separates = separator;
            int i = from;
            while (i < to && chars[i] != separates && chars[i] != '\n' && chars[i] != '\r') {
                i++;
            }
            if (i == to) {
                return to;
            }
            line += chars[i] == '\n' ? 1 : 0;
            state = State.START;
            return i + 1;
        }
    }
}
