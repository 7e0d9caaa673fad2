package org.souk.itests.robustness;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A zip written by hand, which can have what the libraries of Java do not write: other methods, flags, extra fields and names. */
final class HandmadeZip {
    static final int STORED = 0;
    static final int DEFLATED = 8;
    static final int DEFLATE64 = 9;
    static final int BZIP2 = 12;
    static final int LZMA = 14;
    static final int ZSTD = 93;
    static final int ENCRYPTED = 1;
    static final int UTF8 = 1 << 11;

    private final ByteArrayOutputStream files = new ByteArrayOutputStream();
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private int count;

    /** Adds a file as every program writes it. */
    HandmadeZip file(String name, String text) {
        return entry(name, text.getBytes(StandardCharsets.UTF_8), DEFLATED, UTF8, new byte[0]);
    }

    /**
     * Adds an entry whose method and flags say what they like. The content is deflated only if the method says so.
     *
     * @param extra the bytes of the extra field in both headers
     */
    HandmadeZip entry(String name, byte[] content, int method, int flags, byte[] extra) {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] packed = method == DEFLATED ? deflated(content) : content;
        CRC32 crc = new CRC32();
        crc.update(content);
        int offset = files.size();
        ByteBuffer common = little(26)
                .putShort((short) 20)
                .putShort((short) flags)
                .putShort((short) method)
                .putShort((short) 0)
                .putShort((short) 0x5a21)
                .putInt((int) crc.getValue())
                .putInt(packed.length)
                .putInt(content.length)
                .putShort((short) nameBytes.length)
                .putShort((short) extra.length);
        files.writeBytes(little(4).putInt(0x04034b50).array());
        files.writeBytes(common.array());
        files.writeBytes(nameBytes);
        files.writeBytes(extra);
        files.writeBytes(packed);
        directory.writeBytes(little(6).putInt(0x02014b50).putShort((short) 20).array());
        directory.writeBytes(common.array());
        directory.writeBytes(new byte[10]);
        directory.writeBytes(little(4).putInt(offset).array());
        directory.writeBytes(nameBytes);
        directory.writeBytes(extra);
        count++;
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(files.toByteArray());
        all.writeBytes(directory.toByteArray());
        all.writeBytes(little(22)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) count)
                .putShort((short) count)
                .putInt(directory.size())
                .putInt(files.size())
                .putShort((short) 0)
                .array());
        return all.toByteArray();
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(content);
        deflater.finish();
        byte[] packed = new byte[content.length + 64];
        int length = deflater.deflate(packed);
        deflater.end();
        return java.util.Arrays.copyOf(packed, length);
    }
}
