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
 * The attributes of one file or folder, read in one call and without following a link. Only {@link #change} and {@link #stamp} may open
 * a file, and only where the file system has no inodes.
 *
 * @param what what it is if it is neither file nor folder, for merchants; else empty
 * @param size in bytes; 0 for a folder
 * @param sizeAndTime of the last change of its content
 * @param inode change time and number of the inode. They reveal a copy that keeps size and modification time ({@code cp -p}), and a change
 *     of permissions. Empty where the file system has no inodes
 */
public record EntryAttributes(Path path, boolean folder, String what, long size, String sizeAndTime, String inode) {
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
                path,
                folder,
                folder || file ? "" : link ? "a link" : "no file but a pipe, socket or device",
                size,
                all.get("size") + " " + ((FileTime) Objects.requireNonNull(all.get("lastModifiedTime"))).toInstant(),
                unix ? all.get("ctime") + " " + all.get("ino") : "");
    }

    public boolean file() {
        return !folder && what.isEmpty();
    }

    /** What reveals a change that keeps size and time. Where the file system has no inodes, it reads a small file for a digest of it. */
    public String change() throws IOException {
        return !inode.isEmpty() ? inode : file() && size <= READ_BYTES ? Sha256.of(path) : "unread";
    }

    /** As {@link #stamp}, but never opens the file, so it misses a change that keeps size and time where there are no inodes. */
    public String unopenedStamp() {
        return sizeAndTime + " " + inode;
    }

    /** A text that differs whenever the entry itself has changed. */
    public String stamp() throws IOException {
        return sizeAndTime + " " + change();
    }
}
