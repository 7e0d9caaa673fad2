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

@Service
@Command(
        scope = "database",
        name = "restore",
        description = "Replaces the database of this container by a backup; the replaced database is kept beside it")
public final class DatabaseRestore extends PathCommand {
    @Argument(name = "COPY", description = "Folder of the backup, as shown by database:list", required = true)
    @Completion(FileCompleter.class)
    String copy = "";

    @Reference(optional = true)
    @Nullable
    DatabaseBackups backups;

    @Override
    protected void run(PrintStream out) throws CommandException {
        DatabaseBackups.Restored restored =
                require(backups, "backups of the database").restore(existing(copy, "a backup of the database"));
        out.println("The backup is restored; the replaced database is " + Texts.of(restored.before()));
        restored.counters()
                .forEach((catalog, last) ->
                        out.println("The order counter of " + Texts.of(catalog) + " stays at " + last));
        if (!restored.countersKnown()) {
            out.println("The order counters of the replaced database could not be read: advance each with order:counter"
                    + " beyond the last number that a shopper received");
        }
    }
}
