package org.souk.deployer.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Writes zips byte by byte, also those that no ordinary tool writes. All entries are stored, whatever their header says. */
public final class RawZip {
    /** One entry; each field may be set before the zip is written. */
    public static final class Entry {
        public byte[] name;
        public byte[] data;
        public int flags;
        public int method;
        public int mode;
        public byte[] extra = {};
        public long size;
        public boolean zip64;

        private Entry(String name, byte[] data) {
            this.name = name.getBytes(StandardCharsets.UTF_8);
            this.data = data;
            this.size = data.length;
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    /** Bytes before the first entry that no offset counts. */
    public byte[] prefix = {};

    public int disk;
    public boolean zip64;

    public static RawZip shop(String id) {
        RawZip zip = new RawZip();
        Zips.shop(id).forEach(zip::add);
        return zip;
    }

    public Entry add(String name, String text) {
        return add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public Entry add(String name, byte[] data) {
        Entry entry = new Entry(name, data);
        entries.add(entry);
        return entry;
    }

    public Entry first() {
        return entries.get(0);
    }

    public RawZip with(java.util.function.Consumer<RawZip> change) {
        change.accept(this);
        return this;
    }

    public Path write(Path file) {
        try {
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            long offset = out.size();
            CRC32 sum = new CRC32();
            sum.update(entry.data);
            ByteBuffer local = buffer(30);
            local.putInt(0x04034b50)
                    .putShort((short) 20)
                    .putShort((short) entry.flags)
                    .putShort((short) entry.method);
            local.putInt(0)
                    .putInt((int) sum.getValue())
                    .putInt(entry.data.length)
                    .putInt((int) entry.size);
            local.putShort((short) entry.name.length).putShort((short) 0);
            out.writeBytes(local.array());
            out.writeBytes(entry.name);
            out.writeBytes(entry.data);

            ByteBuffer large = buffer(entry.zip64 ? 28 : 0);
            if (entry.zip64) {
                large.putShort((short) 1).putShort((short) 24);
                large.putLong(entry.size).putLong(entry.data.length).putLong(offset);
            }
            ByteBuffer central = buffer(46);
            central.putInt(0x02014b50)
                    .putShort((short) (entry.mode == 0 ? 20 : 3 << 8 | 20))
                    .putShort((short) 20);
            central.putShort((short) entry.flags)
                    .putShort((short) entry.method)
                    .putInt(0)
                    .putInt((int) sum.getValue());
            central.putInt(entry.zip64 ? -1 : entry.data.length).putInt(entry.zip64 ? -1 : (int) entry.size);
            central.putShort((short) entry.name.length).putShort((short) (large.capacity() + entry.extra.length));
            central.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(entry.mode << 16);
            central.putInt(entry.zip64 ? -1 : (int) offset);
            directory.writeBytes(central.array());
            directory.writeBytes(entry.name);
            directory.writeBytes(large.array());
            directory.writeBytes(entry.extra);
        }
        long start = out.size();
        out.writeBytes(directory.toByteArray());
        if (zip64) {
            ByteBuffer end = buffer(56 + 20);
            end.putInt(0x06064b50)
                    .putLong(44)
                    .putShort((short) 45)
                    .putShort((short) 45)
                    .putInt(0)
                    .putInt(0);
            end.putLong(entries.size())
                    .putLong(entries.size())
                    .putLong(directory.size())
                    .putLong(start);
            end.putInt(0x07064b50).putInt(0).putLong(start + directory.size()).putInt(1);
            out.writeBytes(end.array());
        }
        ByteBuffer end = buffer(22);
        short count = (short) (zip64 ? -1 : entries.size());
        end.putInt(0x06054b50)
                .putShort((short) disk)
                .putShort((short) disk)
                .putShort(count)
                .putShort(count);
        end.putInt(zip64 ? -1 : directory.size())
                .putInt(zip64 ? -1 : (int) start)
                .putShort((short) 0);
        out.writeBytes(end.array());
        byte[] zip = out.toByteArray();
        byte[] all = java.util.Arrays.copyOf(prefix, prefix.length + zip.length);
        System.arraycopy(zip, 0, all, prefix.length, zip.length);
        return all;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
