package org.souk.shell.internal.text;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.support.CommandException;

/** A command with a file or folder. A relative path is looked for in the session's folder, then in the container's. */
public abstract class PathCommand extends ShopCommand {
    /**
     * The absolute path of an existing file or folder.
     *
     * @param wanted kind of path for error messages: {@code a folder}
     */
    protected final Path existing(String typed, String wanted) throws CommandException {
        try {
            Path given = Path.of(typed);
            Path inSession = sessionFolder().resolve(given).toAbsolutePath().normalize();
            Path inContainer = containerFolder().resolve(given).toAbsolutePath().normalize();
            for (Path candidate : List.of(inSession, inContainer)) {
                if (Files.exists(candidate)) {
                    return candidate;
                }
            }
            throw failure("There is no " + inSession + (inSession.equals(inContainer) ? "" : " and no " + inContainer)
                    + "; write the full path of " + wanted);
        } catch (InvalidPathException e) {
            throw failure("'" + typed + "' is not a path; write the path of " + wanted);
        }
    }
}
