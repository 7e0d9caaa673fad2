package org.souk.deployer.internal.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.souk.api.catalog.CatalogFiles;

/** Reads a text file of a catalog whole: bounded, UTF-8 and nothing else, without byte order mark. */
final class SourceText {
    /** What one array can hold. */
    private static final int LONGEST = Integer.MAX_VALUE - 64;

    private SourceText() {}

    /** The text; empty if there is no such file, or it was told to {@code problems} why it cannot be read. */
    static Optional<String> read(CatalogFiles files, String file, long most, Problems problems) {
        long bound = Math.min(most, LONGEST);
        long size = files.size(file);
        if (size < 0) {
            return Optional.empty();
        }
        if (size > bound) {
            problems.error(
                    file, 0, "the file has " + size + " bytes; at most " + bound + " are read, so split or shorten it");
            return Optional.empty();
        }
        try (InputStream in = files.open(file).orElseThrow(() -> new IOException("it vanished"))) {
            return decode(file, in.readNBytes((int) bound + 1), problems);
        } catch (IOException e) {
            problems.error(file, 0, "the file cannot be read (" + e.getMessage() + "); copy it again");
            return Optional.empty();
        }
    }

    static Optional<String> decode(String file, byte[] bytes, Problems problems) {
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            problems.error(file, 1, "the file is UTF-16; save it again as UTF-8 (\"CSV UTF-8\" in Excel)");
            return Optional.empty();
        }
        int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        // piece by piece, and made a text in one go after: a table is large, and this way it is there twice, not five
        // times
        CharBuffer piece = CharBuffer.allocate(1 << 13);
        CoderResult result = decoder.decode(in, piece, true);
        while (result.isOverflow()) {
            result = decoder.decode(in, piece.clear(), true);
        }
        if (!result.isError()) {
            return Optional.of(new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8));
        }
        int at = in.position();
        problems.error(file, lineOf(bytes, at), wrongByte(bytes, at));
        return Optional.empty();
    }

    private static String wrongByte(byte[] bytes, int at) {
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

    private static int lineOf(byte[] bytes, int at) {
        int line = 1;
        for (int i = 0; i < at; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    private static boolean startsWith(byte[] bytes, int... head) {
        if (bytes.length < head.length) {
            return false;
        }
        for (int i = 0; i < head.length; i++) {
            if ((bytes[i] & 0xFF) != head[i]) {
                return false;
            }
        }
        return true;
    }
}
