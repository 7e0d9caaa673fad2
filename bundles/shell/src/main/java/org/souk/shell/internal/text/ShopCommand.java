package org.souk.shell.internal.text;

import java.io.PrintStream;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.database.DatabaseUnavailableException;

/** A command that fails with one line. Karaf makes a new one each time it is run, and fills its fields. */
public abstract class ShopCommand implements Action {
    /** Most rows of a list. */
    protected static final int MOST_ROWS = 10_000;

    /** Where it is run. */
    @Reference
    protected @Nullable Session session;

    /**
     * Does it.
     *
     * @throws CommandException if it cannot; the message is the line
     */
    protected abstract void run(PrintStream out) throws CommandException;

    @Override
    public final @Nullable Object execute() throws CommandException {
        Session here = needed(session, "the session");
        try {
            run(here.getConsole());
            here.getConsole().flush();
            return null;
        } catch (DatabaseUnavailableException e) {
            throw failure("The shared database is away; try again in a few seconds, and see why with node:info");
        } catch (IllegalArgumentException e) {
            throw failure(String.valueOf(e.getMessage()));
        }
    }

    /** Where the session is: relative paths are meant from there. */
    protected final Path here() throws CommandException {
        Path folder = needed(session, "the session").currentDir();
        return folder == null ? container() : folder;
    }

    /** The container's own folder. */
    protected static Path container() {
        return Path.of(System.getProperty("karaf.base", ""));
    }

    /** The service that does the work. */
    protected static <S> S needed(@Nullable S service, String what) throws CommandException {
        if (service == null) {
            throw failure(
                    "This container has no service for " + what
                            + " at the moment; try again in a few seconds, and see which bundle is not Active with bundle:list");
        }
        return service;
    }

    /** Nobody knows that catalog. */
    protected static CommandException noCatalog(String id) {
        return failure("There is no catalog '" + id + "'; see the ids with catalog:list");
    }

    /** A failure that Karaf prints as that one line, without a stack trace in the log. */
    protected static CommandException failure(String line) {
        String single = line.replaceAll("\\s*\\R\\s*", " ").strip();
        return new CommandException(single, single);
    }
}
