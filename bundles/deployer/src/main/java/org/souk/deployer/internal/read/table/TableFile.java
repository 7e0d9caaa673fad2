package org.souk.deployer.internal.read.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.souk.api.catalog.CatalogFiles;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.text.Utf8File;

/**
 * The file of a table, looked through once to its end: it is UTF-8 and closes its quotes. It is then read as a stream; a table may be
 * as large as half of the heap.
 *
 * @param separator of its cells
 */
public record TableFile(CatalogFiles files, String file, char separator) {
    /** Looks it through; empty if it was told to {@code problems} why it cannot be read. */
    public static Optional<TableFile> open(
            CatalogFiles files, String file, TableReader.Form form, long most, Problems problems) {
        Quotes quotes = new Quotes(form);
        if (!Utf8File.read(files, file, most, problems, quotes)) {
            return Optional.empty();
        }
        quotes.end();
        if (quotes.unclosed() > 0) {
            problems.error(file, quotes.unclosed(), "the text that starts with a quote (\") here never ends; close it");
            return Optional.empty();
        }
        return Optional.of(new TableFile(files, file, quotes.separator));
    }

    /** Its characters from the beginning; the caller closes it. */
    Reader reader() throws IOException {
        InputStream in = files.open(file).orElseThrow(() -> new IOException(file + " vanished"));
        return new InputStreamReader(Utf8File.unmarked(in), StandardCharsets.UTF_8);
    }

    /** Follows the quotes of a table through its characters. */
    static final class Quotes implements Utf8File.Sink {
        private enum At {
            /** Before the first character of a cell. */
            START,
            /** In a cell without quotes, or behind those of one. */
            PLAIN,
            QUOTED,
            /** Behind a quote in a quoted cell: its last, or half of one that stands twice. */
            QUOTE
        }

        private final TableReader.Form form;
        private final StringBuilder first = new StringBuilder();
        private char separator;
        private int line = 1;
        private int opened;
        private At at = At.START;

        Quotes(TableReader.Form form) {
            this.form = form;
            separator = form == TableReader.Form.TABBED ? '\t' : 0;
        }

        @Override
        public void take(char[] chars, int length) {
            if (form == TableReader.Form.TABBED) {
                return;
            }
            int from = 0;
            while (separator == 0 && from < length) {
                first.append(chars[from]);
                if (chars[from++] == '\n') {
                    heading();
                }
            }
            follow(chars, from, length);
        }

        /** There is nothing more. */
        void end() {
            if (separator == 0) {
                heading();
            }
        }

        /** The line of a quoted cell that the file ends within, or 0. */
        int unclosed() {
            return at == At.QUOTED ? opened : 0;
        }

        private void heading() {
            separator = commonest(first);
            follow(first.toString().toCharArray(), 0, first.length());
        }

        private void follow(char[] chars, int from, int to) {
            int i = from;
            while (i < to) {
                if (at == At.QUOTED) {
                    i = quoted(chars, i, to);
                } else if (at == At.PLAIN) {
                    i = plain(chars, i, to);
                } else if (chars[i] == '"') {
                    opened = at == At.START ? line : opened;
                    at = At.QUOTED;
                    i++;
                } else {
                    at = At.PLAIN;
                }
            }
        }

        /** To behind the next quote. */
        private int quoted(char[] chars, int from, int to) {
            int lines = 0;
            int i = from;
            while (i < to && chars[i] != '"') {
                lines += chars[i++] == '\n' ? 1 : 0;
            }
            line += lines;
            at = i < to ? At.QUOTE : At.QUOTED;
            return i < to ? i + 1 : to;
        }

        /** To behind the end of the cell. */
        private int plain(char[] chars, int from, int to) {
            char separates = separator;
            int i = from;
            while (i < to && chars[i] != separates && chars[i] != '\n' && chars[i] != '\r') {
                i++;
            }
            if (i == to) {
                return to;
            }
            line += chars[i] == '\n' ? 1 : 0;
            at = At.START;
            return i + 1;
        }

        /** Comma, semicolon or tab, whichever the first line has most of: Excel writes what its country is used to. */
        private static char commonest(CharSequence heading) {
            char best = ',';
            long most = -1;
            for (char candidate : List.of(',', ';', '\t')) {
                long count = heading.chars().filter(c -> c == candidate).count();
                if (count > most) {
                    best = candidate;
                    most = count;
                }
            }
            return best;
        }
    }
}
