package org.souk.deployer.internal.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The files of a zip or jar, read through its central directory. Each checksum is verified. */
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
        try (ZipFile zip = open()) {
            if (!visitor.begins(zip.size())) {
                return;
            }
            Set<String> names = new HashSet<>();
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                if (entry.isDirectory()) {
                    continue;
                }
                if (!names.add(entry.getName())) {
                    throw new DamagedArchiveException("it has '" + entry.getName() + "' twice");
                }
                if (!visitor.file(entry.getName(), () -> verified(zip, entry))) {
                    return;
                }
            }
        } catch (ZipException | java.io.EOFException e) {
            throw new DamagedArchiveException(String.valueOf(e.getMessage()));
        }
    }

    private ZipFile open() throws IOException {
        if (Files.size(file) == 0) {
            throw new DamagedArchiveException("it has no bytes at all");
        }
        try {
            return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException e) {
            // older Windows versions write names in the DOS code page
            if (String.valueOf(e.getMessage()).contains("name") && Charset.isSupported("IBM437")) {
                return new ZipFile(file.toFile(), Charset.forName("IBM437"));
            }
            throw e;
        }
    }

    private static InputStream verified(ZipFile zip, ZipEntry entry) throws IOException {
        InputStream in = zip.getInputStream(entry);
        if (in == null) {
            throw new DamagedArchiveException("'" + entry.getName() + "' cannot be read");
        }
        CRC32 sum = new CRC32();
        return new CheckedInputStream(in, sum) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                if (count < 0 && entry.getCrc() >= 0 && entry.getCrc() != sum.getValue()) {
                    throw new DamagedArchiveException("the checksum of '" + entry.getName() + "' is wrong");
                }
                return count;
            }
        };
    }
}
