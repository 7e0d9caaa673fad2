package org.souk.deployer.internal.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the file system says of one file or folder, read at once and without following a link.
 *
 * @param what what it is if it is neither file nor folder, for merchants; else empty
 * @param size in bytes; 0 for a folder
 * @param modified the time of the last change of the content
 * @param changed the inode change time, empty where there is none. It alone reveals a copy that keeps size and modification time ({@code
 *     cp -p}), and a change of permissions
 */
public record EntryAttributes(boolean folder, String what, long size, String modified, String changed) {
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
                String.valueOf(all.get("lastModifiedTime")),
                unix ? String.valueOf(all.get("ctime")) : "");
    }

    public boolean file() {
        return !folder && what.isEmpty();
    }

    /** A text that differs whenever the entry itself has changed. */
    public String stamp() {
        return (size + " " + modified + " " + changed).strip();
    }
}
