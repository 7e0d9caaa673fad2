package org.souk.deployer.internal.archive;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/** The files of a zip or jar, read through its central directory. The size and the checksum of each are verified. */
public final class ZipContents implements SourceContents {
    private final Path file;

    public ZipContents(Path file) {
        this.file = file;
    }

    @Override
    public long packedBytes() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        try (ZipDirectory zip = ZipDirectory.open(file)) {
            zip.visit(entry -> visit(zip, entry, visitor));
        } catch (ZipException | EOFException e) {
            throw new DamagedArchiveException(String.valueOf(e.getMessage()));
        }
    }

    private static boolean visit(ZipDirectory zip, ZipEntryRecord entry, Visitor visitor) throws IOException {
        Optional<String> unreadable = entry.unreadable();
        if (unreadable.isPresent()) {
            throw new RejectedFileException(unreadable.get());
        }
        if (entry.folder()) {
            return visitor.folder(entry.name());
        }
        if (!entry.regular()) {
            return visitor.other(entry.name(), entry.link() ? "a link" : "no file");
        }
        return visitor.file(entry.name(), new Opener() {
            @Override
            public InputStream open() throws IOException {
                return new Verified(zip.open(entry), entry);
            }

            @Override
            public long size() {
                return entry.size();
            }
        });
    }

    /** The bytes of an entry, compared with its record. */
    private static final class Verified extends FilterInputStream {
        private final ZipEntryRecord entry;
        private final CRC32 sum = new CRC32();
        private long left;

        Verified(InputStream in, ZipEntryRecord entry) {
            super(in);
            this.entry = entry;
            this.left = entry.size();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            left -= Math.max(0, count);
            if (left < 0 || (count < 0 && left > 0)) {
                throw damaged("size");
            }
            if (count < 0 && sum.getValue() != entry.crc()) {
                throw damaged("checksum");
            }
            sum.update(buffer, offset, Math.max(0, count));
            return count;
        }

        private DamagedArchiveException damaged(String what) {
            return new DamagedArchiveException("the " + what + " of '" + EntryName.shown(entry.name()) + "' is wrong");
        }
    }
}
