package org.souk.deployer.internal.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * One entry in the central directory of a zip.
 *
 * @param flags general purpose bits
 * @param method of compression
 * @param crc of the unpacked bytes
 * @param packed bytes in the archive
 * @param size bytes when unpacked
 * @param offset of its local header
 * @param mode Unix file mode, or 0 if the archive was not made on Unix
 */
record ZipEntryRecord(String name, int flags, int method, long crc, long packed, long size, long offset, int mode) {
    static final int BYTES = 46;
    static final int STORED = 0;
    static final int DEFLATED = 8;

    private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;
    private static final int AES = 99;
    private static final int ZIP64_FIELD = 0x0001;
    private static final int UNICODE_PATH_FIELD = 0x7075;
    private static final long IN_FIELD = 0xFFFFFFFFL;
    private static final int UNIX = 3;
    private static final int MACOS = 19;
    private static final int FILE_TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int FOLDER = 0040000;
    private static final int LINK = 0120000;
    private static final Map<Integer, String> METHODS = Map.ofEntries(
            Map.entry(1, "Shrink, a method of the 1980s,"),
            Map.entry(6, "Implode, a method of the 1980s,"),
            Map.entry(9, "Deflate64 (Windows uses it above 2 GB)"),
            Map.entry(12, "bzip2"),
            Map.entry(14, "LZMA"),
            Map.entry(20, "Zstandard"),
            Map.entry(93, "Zstandard"),
            Map.entry(94, "MP3"),
            Map.entry(95, "XZ"),
            Map.entry(96, "JPEG"),
            Map.entry(97, "WavPack"),
            Map.entry(98, "PPMd"));

    /**
     * Reads a record. Extra fields that are unknown or cut off are ignored, as most tools do.
     *
     * @param fixed the part of fixed length
     * @param texts name, extra fields and comment
     */
    static ZipEntryRecord of(ByteBuffer fixed, byte[] texts) throws DamagedArchiveException {
        int flags = ZipDirectory.u16(fixed, 8);
        int nameLength = ZipDirectory.u16(fixed, 28);
        ByteBuffer raw = ByteBuffer.wrap(texts, 0, nameLength);
        ByteBuffer extra = ByteBuffer.wrap(texts, nameLength, ZipDirectory.u16(fixed, 30));
        String name = unicodePath(raw, extra).orElseGet(() -> decode(raw));
        long packed = ZipDirectory.u32(fixed, 20);
        long size = ZipDirectory.u32(fixed, 24);
        long offset = ZipDirectory.u32(fixed, 42);
        if (size == IN_FIELD || packed == IN_FIELD || offset == IN_FIELD) {
            ByteBuffer large = field(extra, ZIP64_FIELD)
                    .orElseThrow(() ->
                            new DamagedArchiveException("the size of '" + EntryName.shown(name) + "' is missing"));
            size = size == IN_FIELD ? next(large, name) : size;
            packed = packed == IN_FIELD ? next(large, name) : packed;
            offset = offset == IN_FIELD ? next(large, name) : offset;
        }
        int system = ZipDirectory.u16(fixed, 4) >> 8;
        int mode = system == UNIX || system == MACOS ? ZipDirectory.u16(fixed, 40) : 0;
        return new ZipEntryRecord(
                name,
                flags,
                ZipDirectory.u16(fixed, 10),
                ZipDirectory.u32(fixed, 16),
                packed,
                size,
                offset,
                mode & FILE_TYPE);
    }

    private static long next(ByteBuffer field, String name) throws DamagedArchiveException {
        long value = field.remaining() < Long.BYTES ? -1 : field.getLong();
        if (value < 0) {
            throw new DamagedArchiveException("the size of '" + EntryName.shown(name) + "' is missing");
        }
        return value;
    }

    private static Optional<ByteBuffer> field(ByteBuffer extra, int id) {
        ByteBuffer left = extra.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        while (left.remaining() >= 4) {
            int found = left.getShort() & 0xFFFF;
            int length = Math.min(left.getShort() & 0xFFFF, left.remaining());
            if (found == id) {
                return Optional.of(left.slice(left.position(), length).order(ByteOrder.LITTLE_ENDIAN));
            }
            left.position(left.position() + length);
        }
        return Optional.empty();
    }

    /** The name in Unicode that Info-ZIP adds to one in an unknown encoding, if it belongs to this name. */
    private static Optional<String> unicodePath(ByteBuffer raw, ByteBuffer extra) {
        return field(extra, UNICODE_PATH_FIELD)
                .filter(field -> {
                    CRC32 sum = new CRC32();
                    sum.update(raw.duplicate());
                    return field.remaining() > 5
                            && field.get() == 1
                            && (field.getInt() & 0xFFFFFFFFL) == sum.getValue();
                })
                .map(field -> StandardCharsets.UTF_8.decode(field).toString());
    }

    /** Decodes UTF-8, which tools also write without saying so; else the DOS code page of older Windows versions. */
    private static String decode(ByteBuffer raw) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(raw.duplicate()).toString();
        } catch (CharacterCodingException e) {
            Charset dos = Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;
            return dos.decode(raw.duplicate()).toString();
        }
    }

    boolean folder() {
        return name.endsWith("/") || (size == 0 && (name.endsWith("\\") || mode == FOLDER));
    }

    boolean regular() {
        return mode == 0 || mode == REGULAR;
    }

    boolean link() {
        return mode == LINK;
    }

    /** Why it cannot be unpacked, with the remedy; empty if it can. */
    Optional<String> unreadable() {
        if (folder() || size == 0) {
            return Optional.empty();
        }
        String shown = "'" + EntryName.shown(name) + "' in it is ";
        if ((flags & ENCRYPTED) != 0 || method == AES) {
            return Optional.of(shown + "encrypted; save the zip without a password");
        }
        return method == STORED || method == DEFLATED
                ? Optional.empty()
                : Optional.of(shown + "compressed with " + METHODS.getOrDefault(method, "method " + method)
                        + "; make the zip with the method Deflate");
    }
}
