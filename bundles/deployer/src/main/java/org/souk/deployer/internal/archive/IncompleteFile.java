package org.souk.deployer.internal.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.souk.api.catalog.Problem;
import org.souk.common.text.TextNormalizer;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.read.table.HeadingLine;

/**
 * A table, XML or YAML file of a folder that seems to be copied in part only. An archive needs no such guess, because its directory is at its
 * end. A missing line end alone is no sign: many programs write none.
 *
 * @param file its name in the folder
 * @param line of the incomplete row, or 0 for any other sign; then the reader of the file says what is wrong with it
 * @param cells of that row
 * @param columns of the table
 */
public record IncompleteFile(String file, long line, int cells, int columns) {
    private static final Logger LOG = LoggerFactory.getLogger(IncompleteFile.class);
    private static final Pattern TABLE =
            Pattern.compile(".+\\.csv|(products|options|variants|inventory|pricing)\\.txt", Pattern.CASE_INSENSITIVE);
    private static final Pattern ELEMENT = Pattern.compile("<([^\\s<>/!?]+)");
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int MARKUP_BYTES = 1 << 20;
    private static final int TAIL_BYTES = 1 << 12;
    /** Longest heading of a table, in characters. */
    private static final int HEADING = 1 << 20;

    /**
     * The first incomplete file of a folder; empty if there is none, or the path is no folder.
     *
     * @param folder absolute
     * @param limits a larger table is not read; the reader says that it is too large
     */
    public static Optional<IncompleteFile> in(Path folder, Limits limits) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (FolderHandle open = FolderHandle.open(folder)) {
            for (Iterator<Path> names = open.names(); names.hasNext(); ) {
                Path name = names.next();
                String text = name.toString();
                if (!EntryName.ignored(text) && relevant(text)) {
                    FolderHandle.Found found = open.find(name);
                    Optional<IncompleteFile> incomplete = found.attributes().isRegularFile()
                                    && found.attributes().size() <= limits.tableBytes()
                            ? in(open, found, text)
                            : Optional.empty();
                    if (incomplete.isPresent()) {
                        return incomplete;
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // whoever reads the folder next says what is wrong with it
            LOG.debug("{} cannot be examined", folder, e);
        }
        return Optional.empty();
    }

    /** What a merchant should do about it; empty if the reader of the file says so. */
    public Optional<Problem> problem() {
        return line == 0
                ? Optional.empty()
                : Optional.of(Problem.error(
                        file,
                        (int) line,
                        "the file ends inside this row (" + cells + " of " + columns
                                + " columns and no line end), so it may be copied in part only; copy it again, or end"
                                + " its last line with a line break"));
    }

    private static boolean relevant(String name) {
        return TABLE.matcher(name).matches() || name.endsWith(".xml") || name.endsWith(".yaml");
    }

    private static Optional<IncompleteFile> in(FolderHandle open, FolderHandle.Found found, String name)
            throws IOException {
        if (found.attributes().size() == 0) {
            return Optional.of(new IncompleteFile(name, 0, 0, 0));
        }
        try (InputStream in = new BufferedInputStream(open.file(found), 1 << 16)) {
            if (TABLE.matcher(name).matches()) {
                return TableScan.of(reader(in), name);
            }
            boolean complete = name.endsWith(".xml") ? xmlEnds(in) : yamlEnds(in);
            return complete ? Optional.empty() : Optional.of(new IncompleteFile(name, 0, 0, 0));
        }
    }

    /** Decodes well enough to recognise separators, quotes, line ends and blanks; replaces what is not UTF-8. */
    private static Reader reader(InputStream in) throws IOException {
        in.mark(3);
        int mark = in.read() << 8 | in.read();
        if (mark != 0xEFBB || in.read() != 0xBF) {
            in.reset();
        }
        Charset charset = mark == 0xFFFE
                ? StandardCharsets.UTF_16LE
                : mark == 0xFEFF ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
        return new InputStreamReader(in, charset);
    }

    private static boolean xmlEnds(InputStream in) throws IOException {
        byte[] head = in.readNBytes(TAIL_BYTES);
        byte[] tail = head;
        for (byte[] next = in.readNBytes(TAIL_BYTES); next.length > 0; next = in.readNBytes(TAIL_BYTES)) {
            byte[] last = new byte[Math.min(TAIL_BYTES, tail.length) + next.length];
            System.arraycopy(tail, tail.length - (last.length - next.length), last, 0, last.length - next.length);
            System.arraycopy(next, 0, last, last.length - next.length, next.length);
            tail = last;
        }
        Matcher root = ELEMENT.matcher(plain(head).replaceAll("(?s)<!--.*?-->", ""));
        String end = withoutComments(plain(tail));
        return !root.find()
                || end.matches("(?s).*</" + Pattern.quote(root.group(1)) + "\\s*>")
                || (end.endsWith("/>") && end.lastIndexOf('<') == end.lastIndexOf("<" + root.group(1)));
    }

    /** Without white space and comments at the end. */
    private static String withoutComments(String tail) {
        String text = tail.stripTrailing();
        while (text.endsWith("-->") && text.contains("<!--")) {
            text = text.substring(0, text.lastIndexOf("<!--")).stripTrailing();
        }
        return text;
    }

    private static boolean yamlEnds(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MARKUP_BYTES + 1);
        if (bytes.length > MARKUP_BYTES || (bytes.length > 0 && bytes[bytes.length - 1] == '\n')) {
            return true;
        }
        try {
            new Parse(LoadSettings.builder().build())
                    .parseString(new String(bytes, StandardCharsets.UTF_8))
                    .forEach(event -> {});
            return true;
        } catch (YamlEngineException e) {
            LOG.debug("The file ends early or is no YAML", e);
            return false;
        }
    }

    private static String plain(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).replace("\u0000", "");
    }

    /** Counts the cells of the rows of a table. */
    private static final class TableScan {
        private final boolean quotes;
        private final StringBuilder heading = new StringBuilder();
        private char separator;
        private boolean quoted;
        private boolean cellStarts = true;
        private boolean blank = true;
        private int cells = 1;
        private long line = 1;
        private long rowLine = 1;
        private int rows;
        private int columns;
        /** The fewest cells of a row that ends with a line end: some programs leave out empty cells at the end of a row. */
        private int fewest = Integer.MAX_VALUE;

        private TableScan(boolean quotes) {
            this.quotes = quotes;
        }

        static Optional<IncompleteFile> of(Reader reader, String name) throws IOException {
            TableScan scan = new TableScan(name.toLowerCase(Locale.ROOT).endsWith(".csv"));
            char[] chars = new char[1 << 16];
            for (int count = reader.read(chars);
                    count >= 0 && scan.heading.length() <= HEADING;
                    count = reader.read(chars)) {
                for (int i = 0; i < count; i++) {
                    // in UTF-16 without a byte order mark every second character seems to be 0
                    if (chars[i] != 0 && chars[i] != BYTE_ORDER_MARK) {
                        scan.take(chars[i]);
                    }
                }
            }
            return scan.heading.length() > HEADING ? Optional.empty() : scan.end(name);
        }

        private void take(char c) {
            if (separator == 0) {
                if (c != '\n' && c != '\r') {
                    heading.append(c);
                    return;
                }
                if (!HeadingLine.is(heading)) {
                    // such as a blank line before the headings
                    heading.setLength(0);
                    line += c == '\n' ? 1 : 0;
                    rowLine = line;
                    return;
                }
                scanHeading();
            }
            scan(c);
        }

        private void scanHeading() {
            separator = quotes ? HeadingLine.separator(heading) : '\t';
            heading.chars().forEach(c -> scan((char) c));
        }

        private void scan(char c) {
            line += c == '\n' ? 1 : 0;
            if (quoted) {
                // a doubled quote closes the cell and opens it again
                quoted = c != '"';
                cellStarts = c == '"';
            } else if (c == '"' && quotes && cellStarts) {
                quoted = true;
                blank = false;
            } else if (c == separator) {
                cells++;
                cellStarts = true;
            } else if (c == '\n' || c == '\r') {
                endRow();
            } else {
                blank &= TextNormalizer.isBlank(c);
                cellStarts = false;
            }
        }

        private void endRow() {
            if (!blank || cells > 1) {
                columns = rows == 0 ? cells : columns;
                fewest = Math.min(fewest, cells);
                rows++;
            }
            cells = 1;
            blank = true;
            cellStarts = true;
            rowLine = line;
        }

        private Optional<IncompleteFile> end(String name) {
            boolean onlyHeading = separator == 0;
            if (onlyHeading) {
                scanHeading();
            }
            if (onlyHeading || quoted) {
                return Optional.of(new IncompleteFile(name, 0, cells, columns));
            }
            return (blank && cells == 1) || cells >= fewest
                    ? Optional.empty()
                    : Optional.of(new IncompleteFile(name, rowLine, cells, columns));
        }
    }
}
