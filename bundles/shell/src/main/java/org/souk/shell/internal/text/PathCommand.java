package org.souk.shell.internal.text;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.support.CommandException;

/** A command on a file or folder. A relative path is looked for in the session's folder, then in the container's. */
public abstract class PathCommand extends ShopCommand {
    /**
     * What was typed, as an absolute path of something that is there.
     *
     * @param wanted what to write instead: {@code a folder}
     */
    protected final Path found(String typed, String wanted) throws CommandException {
        try {
            Path given = Path.of(typed);
            Path inSession = here().resolve(given).toAbsolutePath().normalize();
            Path inContainer = container().resolve(given).toAbsolutePath().normalize();
            for (Path candidate : List.of(inSession, inContainer)) {
                if (Files.exists(candidate)) {
                    return candidate;
                }
            }
            throw failure("There is no " + inSession + (inSession.equals(inContainer) ? "" : " and no " + inContainer)
                    + "; write the whole path of " + wanted);
        } catch (InvalidPathException e) {
            throw failure("'" + typed + "' is no path; write that of " + wanted);
        }
    }
}
