package org.souk.shell.internal.database;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.Nullable;
import org.souk.api.database.DatabaseBackups;
import org.souk.shell.internal.text.PathCommand;
import org.souk.shell.internal.text.Texts;

/** {@code database:restore COPY}. */
@Service
@Command(
        scope = "database",
        name = "restore",
        description = "Puts a copy in the place of the database that this container runs, which is kept beside it")
public final class DatabaseRestore extends PathCommand {
    @Argument(name = "COPY", description = "Folder of the copy, as database:list tells it", required = true)
    @Completion(FileCompleter.class)
    String copy = "";

    @Reference(optional = true)
    @Nullable
    DatabaseBackups copies;

    @Override
    protected void run(PrintStream out) throws CommandException {
        DatabaseBackups.Restored restored =
                needed(copies, "copies of the database").restore(found(copy, "a copy of the database"));
        out.println("The copy is in force; the database before it is " + Texts.of(restored.before()));
        restored.counters()
                .forEach((catalog, last) ->
                        out.println("The order counter of " + Texts.of(catalog) + " stays at " + last));
        if (!restored.countersKnown()) {
            out.println("The database before could not tell its order counters: move each past the last number that a"
                    + " shopper was told with order:counter");
        }
    }
}
