package org.souk.deployer.internal.archive;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Reads a zip through its central directory, one record after the other, so that an archive with millions of entries takes no memory.
 * Structures and field names are those of PKWARE's APPNOTE 6.3.
 */
final class ZipDirectory implements Closeable {
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int LOCAL_BYTES = 30;
    private static final int END_BYTES = 22;
    private static final int LOCATOR_64_BYTES = 20;
    private static final int END_64_BYTES = 56;
    private static final int MAX_COMMENT = 0xFFFF;
    private static final int NONE_16 = 0xFFFF;
    private static final long NONE_32 = 0xFFFFFFFFL;

    private final FileChannel channel;
    private final long start;
    private final long length;
    private final long count;
    /** Bytes before the first local header, as in an archive that unpacks itself; offsets do not count them. */
    private final long prefix;

    private ZipDirectory(FileChannel channel, long start, long length, long count, long prefix) {
        this.channel = channel;
        this.start = start;
        this.length = length;
        this.count = count;
        this.prefix = prefix;
    }

    /** Receives the records of the directory in order; returns whether to continue. */
    interface Visitor {
        boolean entry(ZipEntryRecord entry) throws IOException;
    }

    /**
     * Opens an archive.
     *
     * @throws DamagedArchiveException if it may be incomplete
     * @throws RejectedFileException if it is an archive of another kind, or one part of several
     */
    static ZipDirectory open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return open(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** As {@link #open(Path)}; the caller closes the file. */
    static ZipDirectory open(FileChannel channel) throws IOException {
        long size = channel.size();
        byte[] head = new FileSlice(channel, 0, Math.min(size, ArchiveFormat.HEAD_BYTES)).readAllBytes();
        ArchiveFormat.demandZip(head);
        long tailAt = Math.max(0, size - END_BYTES - MAX_COMMENT);
        ByteBuffer tail = bytes(channel, tailAt, (int) (size - tailAt));
        int at = findEnd(tail, tailAt);
        if (at < 0) {
            throw new DamagedArchiveException("its end is missing");
        }
        int disk = u16(tail, at + 4);
        int startDisk = u16(tail, at + 6);
        int here = u16(tail, at + 8);
        long count = u16(tail, at + 10);
        long length = u32(tail, at + 12);
        long offset = u32(tail, at + 16);
        long end = tailAt + at;
        boolean large = count == NONE_16 || length == NONE_32 || offset == NONE_32;
        long locatorAt = end - LOCATOR_64_BYTES;
        if (large && locatorAt >= 0) {
            ByteBuffer locator = bytes(channel, locatorAt, LOCATOR_64_BYTES);
            if (locator.getInt(0) == LOCATOR_64) {
                if (locator.getInt(16) > 1) {
                    throw ArchiveFormat.split();
                }
                end = end64(channel, locatorAt, locator.getLong(8));
                ByteBuffer end64 = bytes(channel, end, END_64_BYTES);
                count = end64.getLong(32);
                length = end64.getLong(40);
                offset = end64.getLong(48);
                return directory(channel, head, end, count, length, offset);
            }
        }
        if ((disk != 0 && disk != NONE_16) || (startDisk != 0 && startDisk != NONE_16) || here != count) {
            throw ArchiveFormat.split();
        }
        return directory(channel, head, end, count, length, offset);
    }

    /** Where the end record is: at the end, or before bytes that do not belong to the archive; -1 if there is none. */
    private static int findEnd(ByteBuffer tail, long tailAt) {
        int before = -1;
        for (int at = tail.limit() - END_BYTES; at >= 0; at--) {
            if (tail.getInt(at) == END) {
                int end = at + END_BYTES + u16(tail, at + 20);
                if (end == tail.limit()) {
                    return at;
                }
                // an archive that is stored inside this one counts offsets from its own beginning
                boolean own = u32(tail, at + 12) + u32(tail, at + 16) == tailAt + at;
                before = before < 0 && own && end < tail.limit() ? at : before;
            }
        }
        return before;
    }

    /** Where the zip64 end record is: where the locator says, or right before the locator if bytes precede the archive. */
    private static long end64(FileChannel channel, long locatorAt, long stated) throws IOException {
        for (long at : new long[] {stated, locatorAt - END_64_BYTES}) {
            if (at >= 0
                    && at <= locatorAt - END_64_BYTES
                    && bytes(channel, at, END_64_BYTES).getInt(0) == END_64) {
                return at;
            }
        }
        throw new DamagedArchiveException("its end record for large archives is missing");
    }

    private static ZipDirectory directory(
            FileChannel channel, byte[] head, long end, long count, long length, long offset) throws IOException {
        long start = end - length;
        long prefix = start - offset;
        if (length < 0 || offset < 0 || count < 0 || start < 0 || prefix < 0) {
            throw new DamagedArchiveException("its directory is not where its end says");
        }
        if (prefix > 0 && ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(0) == LOCAL) {
            // an archive inside this one, whose own end is missing
            throw new DamagedArchiveException("its end is missing");
        }
        return new ZipDirectory(channel, start, length, count, prefix);
    }

    /**
     * Passes every record to the visitor, until it returns false.
     *
     * @throws DamagedArchiveException if a record is cut off or their number is not the stated one
     */
    void visit(Visitor visitor) throws IOException {
        InputStream in = new BufferedInputStream(new FileSlice(channel, start, length), 1 << 16);
        long seen = 0;
        for (byte[] fixed = in.readNBytes(ZipEntryRecord.BYTES);
                fixed.length > 0;
                fixed = in.readNBytes(ZipEntryRecord.BYTES)) {
            ByteBuffer record = ByteBuffer.wrap(fixed).order(ByteOrder.LITTLE_ENDIAN);
            if (fixed.length < ZipEntryRecord.BYTES || record.getInt(0) != CENTRAL) {
                throw new DamagedArchiveException("its directory is damaged");
            }
            int rest = u16(record, 28) + u16(record, 30) + u16(record, 32);
            byte[] texts = in.readNBytes(rest);
            if (texts.length < rest) {
                throw new DamagedArchiveException("its directory is damaged");
            }
            seen++;
            if (!visitor.entry(ZipEntryRecord.of(record, texts))) {
                return;
            }
        }
        // before zip64, tools wrote the number modulo 65,536
        if (seen != count && (seen & NONE_16) != count) {
            throw new DamagedArchiveException("its directory has " + seen + " entries and should have " + count);
        }
    }

    /** Bytes of the directory itself. */
    long directoryBytes() {
        return length;
    }

    /** The first bytes of a file. */
    static InputStream slice(FileChannel channel, long length) {
        return new FileSlice(channel, 0, length);
    }

    /** The unpacked bytes of a stored or deflated entry, exactly as many as its record states. */
    InputStream open(ZipEntryRecord entry) throws IOException {
        if (entry.size() == 0) {
            return InputStream.nullInputStream();
        }
        long at = prefix + entry.offset();
        if (entry.offset() < 0 || entry.packed() < 0 || at > start - LOCAL_BYTES) {
            throw misplaced(entry);
        }
        ByteBuffer local = bytes(channel, at, LOCAL_BYTES);
        long from = at + LOCAL_BYTES + u16(local, 26) + u16(local, 28);
        if (local.getInt(0) != LOCAL || entry.packed() > start - from) {
            throw misplaced(entry);
        }
        InputStream raw = new FileSlice(channel, from, entry.packed());
        if (entry.method() == ZipEntryRecord.STORED) {
            return raw;
        }
        Inflater inflater = new Inflater(true);
        // zlib wants one more byte after raw deflated data
        InputStream padded = new SequenceInputStream(raw, new ByteArrayInputStream(new byte[1]));
        return new InflaterInputStream(padded, inflater, 1 << 13) {
            @Override
            public void close() throws IOException {
                super.close();
                inflater.end();
            }
        };
    }

    private static DamagedArchiveException misplaced(ZipEntryRecord entry) {
        return new DamagedArchiveException("'" + EntryName.shown(entry.name()) + "' is not where its directory says");
    }

    private static ByteBuffer bytes(FileChannel channel, long at, int length) throws IOException {
        byte[] bytes = new FileSlice(channel, at, length).readAllBytes();
        if (bytes.length < length) {
            throw new DamagedArchiveException("it ends too early");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static int u16(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & 0xFFFF;
    }

    static long u32(ByteBuffer bytes, int at) {
        return bytes.getInt(at) & 0xFFFFFFFFL;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** A part of a file. Several can be read at once. */
    private static final class FileSlice extends InputStream {
        private final FileChannel channel;
        private final long end;
        private long at;

        FileSlice(FileChannel channel, long from, long length) {
            this.channel = channel;
            this.at = from;
            this.end = from + length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (at >= end && length > 0) {
                return -1;
            }
            int count = channel.read(ByteBuffer.wrap(buffer, offset, (int) Math.min(length, end - at)), at);
            at += Math.max(0, count);
            return count;
        }
    }
}
