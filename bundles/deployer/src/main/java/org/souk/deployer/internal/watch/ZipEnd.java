package org.souk.deployer.internal.watch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;

/** The record at the end of a zip file, which shows that the file is complete, without reading the rest of it. */
final class ZipEnd {
    private static final int SIGNATURE = 0x06054b50;
    private static final int LENGTH = 22;
    private static final int MAX_COMMENT = 0xffff;

    private ZipEnd() {}

    /** Whether a file begins like a zip, or with nothing at all as a sparse file does, and has no such record. */
    static boolean isMissing(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            start = in.readNBytes(2);
        }
        boolean zip = Arrays.equals(start, new byte[] {'P', 'K'}) || Arrays.equals(start, new byte[] {0, 0});
        return zip && !isThere(file);
    }

    private static boolean isThere(Path file) throws IOException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer tail = ByteBuffer.allocate((int) Math.min(channel.size(), LENGTH + MAX_COMMENT))
                    .order(ByteOrder.LITTLE_ENDIAN);
            channel.position(channel.size() - tail.capacity());
            while (tail.hasRemaining() && channel.read(tail) >= 0) {
                // a read may return less than was asked for
            }
            for (int at = tail.position() - LENGTH; at >= 0; at--) {
                if (tail.getInt(at) == SIGNATURE) {
                    return true;
                }
            }
            return false;
        }
    }
}
