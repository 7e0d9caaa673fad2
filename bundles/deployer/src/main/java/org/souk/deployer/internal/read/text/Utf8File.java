package org.souk.deployer.internal.read.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.IntStream;
import org.souk.api.catalog.CatalogFiles;
import org.souk.deployer.internal.problem.Problems;

/** Reads text files of a catalog. They must be UTF-8 and within a size limit; a byte order mark is skipped. */
public final class Utf8File {
    private static final int CHUNK = 1 << 16;
    private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};

    private Utf8File() {}

    /** Receives a text in chunks. */
    public interface Sink {
        /** Receives the first {@code length} characters of the array. */
        void take(char[] chars, int length);
    }

    /** The text; empty if the file is absent or cannot be read, which is added to {@code problems}. */
    public static Optional<String> read(CatalogFiles files, String file, long most, Problems problems) {
        StringBuilder text = new StringBuilder();
        return read(files, file, most, problems, (chars, length) -> text.append(chars, 0, length))
                ? Optional.of(text.toString())
                : Optional.empty();
    }

    /** Passes the text on; false if the file is absent or cannot be read, which is added to {@code problems}. */
    public static boolean read(CatalogFiles files, String file, long most, Problems problems, Sink sink) {
        long size = files.size(file);
        if (size < 0) {
            return false;
        }
        if (size > most) {
            problems.error(
                    file, 0, "the file has " + size + " bytes; at most " + most + " are read, so split or shorten it");
            return false;
        }
        try (InputStream in = files.open(file).orElseThrow(() -> new IOException("it is gone"))) {
            return decode(file, in, problems, sink);
        } catch (IOException e) {
            problems.error(file, 0, "the file cannot be read (" + e.getMessage() + "); copy it again");
            return false;
        }
    }

    private static boolean decode(String file, InputStream in, Problems problems, Sink sink) throws IOException {
        byte[] bytes = new byte[CHUNK];
        int length = in.readNBytes(bytes, 0, CHUNK);
        Optional<String> otherKind = FileKind.problem(file, bytes, length);
        if (otherKind.isPresent() && problems.errorUnlessServed(file, 1, otherKind.get())) {
            return false;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer chunk = CharBuffer.allocate(CHUNK);
        ByteBuffer undecoded = ByteBuffer.wrap(bytes, 0, length);
        undecoded.position(startsWith(bytes, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0);
        int line = 1;
        while (true) {
            boolean last = length == 0;
            CoderResult result = decoder.decode(undecoded, chunk.clear(), last);
            line += lines(chunk);
            sink.take(chunk.array(), chunk.position());
            if (result.isError()) {
                problems.error(file, line, notUtf8(bytes, undecoded.position()));
                return false;
            }
            if (last) {
                return true;
            }
            // the first bytes of a character that continues in the next chunk
            int left = undecoded.remaining();
            System.arraycopy(bytes, undecoded.position(), bytes, 0, left);
            length = in.readNBytes(bytes, left, CHUNK - left);
            undecoded = ByteBuffer.wrap(bytes, 0, left + length);
        }
    }

    private static int lines(CharBuffer chunk) {
        char[] chars = chunk.array();
        int length = chunk.position();
        int lines = 0;
        for (int i = 0; i < length; i++) {
            if (chars[i] == '\n') {
                lines++;
            }
        }
        return lines;
    }

    public static InputStream skipByteOrderMark(InputStream in) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(in, BYTE_ORDER_MARK.length);
        byte[] head = bytes.readNBytes(BYTE_ORDER_MARK.length);
        if (!startsWith(head, BYTE_ORDER_MARK)) {
            bytes.unread(head);
        }
        return bytes;
    }

    private static String notUtf8(byte[] bytes, int at) {
        String shown = "the file is not UTF-8 (byte 0x%02X)".formatted(bytes[at] & 0xFF);
        try {
            String guess = java.nio.charset.Charset.forName("windows-1252")
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, at, 1))
                    .toString();
            return shown + "; it looks like Windows-1252, where this is '" + guess
                    + "': save it again as UTF-8 (\"CSV UTF-8\" in Excel)";
        } catch (CharacterCodingException e) {
            return shown + "; save it again as UTF-8 (\"CSV UTF-8\" in Excel)";
        }
    }

    private static boolean startsWith(byte[] bytes, int... head) {
        return bytes.length >= head.length
                && IntStream.range(0, head.length).allMatch(i -> (bytes[i] & 0xFF) == head[i]);
    }
}
