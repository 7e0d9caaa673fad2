package org.souk.deployer.internal.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import org.souk.common.digest.Sha256;

/**
 * The attributes of one file or folder, read in one call and without following a link.
 *
 * @param what what it is if it is neither file nor folder, for merchants; else empty
 * @param size in bytes; 0 for a folder
 * @param sizeAndTime of the last change of its content
 * @param change the inode and its change time, which reveal a copy that keeps size and modification time ({@code cp -p}), and a change of
 *     permissions; where the file system has no inodes, a digest of the content of a small file
 */
public record EntryAttributes(boolean folder, String what, long size, String sizeAndTime, String change) {
    private static final String BASIC = "isRegularFile,isDirectory,isSymbolicLink,size,lastModifiedTime";
    /** Larger files are not read for a digest. */
    private static final long READ_BYTES = 1 << 18;

    public static EntryAttributes of(Path path) throws IOException {
        boolean unix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
        Map<String, Object> all =
                Files.readAttributes(path, unix ? "unix:" + BASIC + ",ctime,ino" : BASIC, LinkOption.NOFOLLOW_LINKS);
        boolean folder = Boolean.TRUE.equals(all.get("isDirectory"));
        boolean file = Boolean.TRUE.equals(all.get("isRegularFile"));
        boolean link = Boolean.TRUE.equals(all.get("isSymbolicLink"));
        long size = file && all.get("size") instanceof Long bytes ? bytes : 0;
        return new EntryAttributes(
                folder,
                folder || file ? "" : link ? "a link" : "no file but a pipe, socket or device",
                size,
                all.get("size") + " " + ((FileTime) Objects.requireNonNull(all.get("lastModifiedTime"))).toInstant(),
                unix
                        ? all.get("ctime") + " " + all.get("ino")
                        : file && size <= READ_BYTES ? Sha256.of(path) : "unread");
    }

    public boolean file() {
        return !folder && what.isEmpty();
    }

    /** A text that differs whenever the entry itself has changed. */
    public String stamp() {
        return sizeAndTime + " " + change;
    }
}
