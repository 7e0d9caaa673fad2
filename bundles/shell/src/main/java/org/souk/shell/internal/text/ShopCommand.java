package org.souk.shell.internal.text;

import java.io.PrintStream;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.database.DatabaseUnavailableException;

/**
 * The base of all commands. It prints a failure as one line instead of a stack trace. Karaf creates a new instance for each execution and
 * injects its fields.
 */
public abstract class ShopCommand implements Action {
    /** Largest number of rows in a list. */
    protected static final int MAX_ROWS = 10_000;

    @Reference
    protected @Nullable Session session;

    /**
     * Executes the command.
     *
     * @throws CommandException if it fails; the message is a single line
     */
    protected abstract void run(PrintStream out) throws CommandException;

    @Override
    public final @Nullable Object execute() throws CommandException {
        Session here = require(session, "the session");
        try {
            run(here.getConsole());
            here.getConsole().flush();
            return null;
        } catch (DatabaseUnavailableException e) {
            throw failure("The shared database is unavailable; try again in a few seconds, and see why with node:info");
        } catch (IllegalArgumentException e) {
            throw failure(String.valueOf(e.getMessage()));
        }
    }

    /** The session's folder, to which paths are relative. */
    protected final Path sessionFolder() throws CommandException {
        Path folder = require(session, "the session").currentDir();
        return folder == null ? containerFolder() : folder;
    }

    /** The absolute path of a folder that may not exist yet; null if none was typed. */
    protected final @Nullable Path optionalFolder(@Nullable String typed) throws CommandException {
        return typed == null
                ? null
                : sessionFolder().resolve(typed).toAbsolutePath().normalize();
    }

    /** The container's folder. */
    protected static Path containerFolder() {
        return Path.of(System.getProperty("karaf.base", ""));
    }

    /**
     * Returns a service.
     *
     * @throws CommandException if the service is not registered
     */
    protected static <S> S require(@Nullable S service, String what) throws CommandException {
        if (service == null) {
            throw failure(
                    "This container has no service for " + what
                            + " at the moment; try again in a few seconds, and see which bundle is not Active with bundle:list");
        }
        return service;
    }

    protected static CommandException noCatalog(String id) {
        return failure("There is no catalog '" + id + "'; see the ids with catalog:list");
    }

    /** A failure that Karaf prints as one line, without logging a stack trace. */
    protected static CommandException failure(String line) {
        String single = line.replaceAll("\\s*\\R\\s*", " ").strip();
        return new CommandException(single, single);
    }
}
