package org.souk.deployer.internal.read.table;

import java.util.List;
import java.util.Locale;
import org.souk.common.text.TextNormalizer;

/** Recognises the line of a table that names the columns, and the separator in it. */
public final class HeadingLine {
    private HeadingLine() {}

    /**
     * Whether a line names columns. Before that line, a table may have lines with nothing but blanks, separators and quotes, and the line
     * {@code sep=;} that some programs write for Excel.
     */
    public static boolean is(CharSequence line) {
        boolean text = line.chars().anyMatch(c -> ",;\t\"".indexOf(c) < 0 && !TextNormalizer.isBlank(c));
        return text
                && !TextNormalizer.strip(line.toString())
                        .replaceFirst("^\"", "")
                        .toLowerCase(Locale.ROOT)
                        .startsWith("sep=");
    }

    /** The most frequent of comma, semicolon and tab in the line, because Excel uses the separator of its locale. */
    public static char separator(CharSequence line) {
        char best = ',';
        long most = -1;
        for (char candidate : List.of(',', ';', '\t')) {
            long count = line.chars().filter(c -> c == candidate).count();
            if (count > most) {
                best = candidate;
                most = count;
            }
        }
        return best;
    }
}
