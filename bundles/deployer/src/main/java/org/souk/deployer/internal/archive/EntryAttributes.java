package org.souk.deployer.internal.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the file system says of one file or folder, read at once and without following a link.
 *
 * @param what what it is if it is neither file nor folder, for merchants; else empty
 * @param size in bytes; 0 for a folder
 * @param modified the time of the last change of the content
 * @param changedOrNull the inode change time, null where there is none. It alone reveals a copy that keeps size and modification time ({@code
 *     cp -p}), and a change of permissions
 */
public record EntryAttributes(boolean folder, String what, long size, FileTime modified, @Nullable FileTime changedOrNull) {
    public static final String LINK = "a link";

    private static final String BASIC = "isRegularFile,isDirectory,isSymbolicLink,size,lastModifiedTime";

    public static EntryAttributes of(Path path) throws IOException {
        boolean unix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
        Map<String, Object> all =
                Files.readAttributes(path, unix ? "unix:" + BASIC + ",ctime" : BASIC, LinkOption.NOFOLLOW_LINKS);
        boolean folder = Boolean.TRUE.equals(all.get("isDirectory"));
        boolean file = Boolean.TRUE.equals(all.get("isRegularFile"));
        boolean link = Boolean.TRUE.equals(all.get("isSymbolicLink"));
        return new EntryAttributes(
                folder,
                folder || file ? "" : link ? LINK : "no file but a pipe, socket or device",
                file && all.get("size") instanceof Long bytes ? bytes : 0,
                (FileTime) Objects.requireNonNull(all.get("lastModifiedTime")),
                (FileTime) all.get("ctime"));
    }

    public boolean file() {
        return !folder && what.isEmpty();
    }

    /** A text that differs whenever the entry itself has changed. */
    public String stamp() {
        return size + " " + modified + (changedOrNull == null ? "" : " " + changedOrNull);
    }

    /** A number that differs, as good as certainly, whenever the stamp does. It costs less. */
    long sum() {
        return mix(mix(mix(size) + modified.to(TimeUnit.NANOSECONDS)) + changed());
    }

    /** The inode change time in nanoseconds. */
    long changed() {
        return changedOrNull == null ? 0 : changedOrNull.to(TimeUnit.NANOSECONDS);
    }

    static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        return mixed ^ (mixed >>> 33);
    }
}
