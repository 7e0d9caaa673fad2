package org.souk.deployer.internal.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Objects;
import org.souk.common.digest.Sha256;
import org.souk.deployer.internal.archive.FolderHandle.Found;

/** Copies a dropped jar or zip, so that unpacking does not read a file that may change. */
public final class PackedCopy {
    private PackedCopy() {}

    /**
     * Copies a file. If its directory is missing, because it was not copied to its end yet, nothing of it is copied.
     *
     * @param to in an existing folder
     * @return SHA-256 of the copy
     * @throws RejectedFileException if it has more bytes than {@code most}, is no zip, or no file but for example a link
     * @throws DamagedArchiveException if it is incomplete, or replaced meanwhile
     * @throws NoSpaceException if the copy does not fit on the disk
     */
    public static String make(Path from, Path to, long most) throws IOException {
        Path folder = from.toAbsolutePath().getParent();
        if (folder == null) {
            throw new RejectedFileException("it is no file; put the file itself there");
        }
        try (FolderHandle open = FolderHandle.chosen(folder)) {
            return copy(open, open.find(from.getFileName()), to, most);
        }
    }

    private static String copy(FolderHandle open, Found found, Path to, long most) throws IOException {
        if (!found.attributes().isRegularFile()) {
            throw new RejectedFileException("it is " + (found.attributes().isSymbolicLink() ? "a link" : "no file")
                    + "; put the file itself there");
        }
        long size = found.attributes().size();
        if (size > most) {
            throw new RejectedFileException(
                    "it has " + size + " bytes, and a catalog at most " + most + "; make its pictures smaller");
        }
        try (FileChannel channel = open.channel(found)) {
            // refuses what is no zip, or not whole yet
            ZipDirectory.open(channel);
            // only now, because an incomplete file is waited for, and a whole one is refused at once
            StagingSpace.demand(size, Objects.requireNonNull(to.getParent()));
            return copy(Channels.newInputStream(channel), to, most);
        }
    }

    private static String copy(InputStream in, Path to, long most) throws IOException {
        long left = most;
        MessageDigest digest = Sha256.start();
        try (OutputStream out = Files.newOutputStream(to)) {
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                left -= count;
                if (left < 0) {
                    throw new RejectedFileException("it grows beyond " + most + " bytes; make its pictures smaller");
                }
                digest.update(buffer, 0, count);
                out.write(buffer, 0, count);
            }
        }
        return Sha256.hex(digest);
    }
}
