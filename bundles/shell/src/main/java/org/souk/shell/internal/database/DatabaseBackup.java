package org.souk.shell.internal.database;

import java.io.PrintStream;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.Nullable;
import org.souk.api.database.DatabaseBackups;
import org.souk.shell.internal.text.ShopCommand;
import org.souk.shell.internal.text.Texts;

/** {@code database:backup [DIR]}. */
@Service
@Command(
        scope = "database",
        name = "backup",
        description = "Copies the database that this container runs, while everything goes on")
public final class DatabaseBackup extends ShopCommand {
    @Argument(name = "DIR", description = "Folder for copies, each in one of its own; else data/souk/backups")
    @Completion(FileCompleter.class)
    @Nullable
    String folder;

    @Reference(optional = true)
    @Nullable
    DatabaseBackups copies;

    @Override
    protected void run(PrintStream out) throws CommandException {
        Path where =
                folder == null ? null : here().resolve(folder).toAbsolutePath().normalize();
        DatabaseBackups.Backup copy = needed(copies, "copies of the database").backUp(where);
        out.println(Texts.of(copy.folder()) + ": " + copy.bytes() + " bytes");
    }
}
