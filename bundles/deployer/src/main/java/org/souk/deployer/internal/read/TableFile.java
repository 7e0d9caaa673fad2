package org.souk.deployer.internal.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.souk.api.catalog.CatalogFiles;

/**
 * The file of a table, looked through once to its end: it is UTF-8 and closes its quotes. It is then read as a stream; a table may be
 * as large as half of the heap.
 *
 * @param separator of its cells
 */
record TableFile(CatalogFiles files, String file, char separator) {
    /** Looks it through; empty if it was told to {@code problems} why it cannot be read. */
    static Optional<TableFile> open(CatalogFiles files, String file, Table.Form form, long most, Problems problems) {
        Quotes quotes = new Quotes(form);
        if (!SourceText.read(files, file, most, problems, quotes)) {
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
        return new InputStreamReader(SourceText.unmarked(in), StandardCharsets.UTF_8);
    }

    /** Follows the quotes of a table through its characters. */
    static final class Quotes implements SourceText.Sink {
        private final Table.Form form;
        private final StringBuilder first = new StringBuilder();
        private char separator;
        private int line = 1;
        private int opened;
        private boolean quoted;
        private boolean start = true;

        Quotes(Table.Form form) {
            this.form = form;
            separator = form == Table.Form.TABBED ? '\t' : 0;
        }

        @Override
        public void take(char[] chars, int length) {
            if (form == Table.Form.TABBED) {
                return;
            }
            int at = 0;
            while (separator == 0 && at < length) {
                first.append(chars[at]);
                if (chars[at++] == '\n') {
                    heading();
                }
            }
            follow(chars, at, length);
        }

        /** There is nothing more. */
        void end() {
            if (separator == 0) {
                heading();
            }
        }

        /** The line of a quoted cell that the file ends within, or 0. */
        int unclosed() {
            return quoted ? opened : 0;
        }

        private void heading() {
            separator = commonest(first);
            follow(first.toString().toCharArray(), 0, first.length());
        }

        private void follow(char[] chars, int from, int to) {
            for (int i = from; i < to; i++) {
                char c = chars[i];
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
