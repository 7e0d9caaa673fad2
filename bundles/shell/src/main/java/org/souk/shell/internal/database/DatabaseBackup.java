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
import org.souk.shell.internal.text.ShopCommand;
import org.souk.shell.internal.text.Texts;

@Service
@Command(
        scope = "database",
        name = "backup",
        description = "Backs up the database of this container while it stays in use")
public final class DatabaseBackup extends ShopCommand {
    @Argument(
            name = "DIR",
            description = "Folder for backups, each in a folder of its own; by default data/souk/backups")
    @Completion(FileCompleter.class)
    @Nullable
    String folder;

    @Reference(optional = true)
    @Nullable
    DatabaseBackups backups;

    @Override
    protected void run(PrintStream out) throws CommandException {
        DatabaseBackups.Backup backup =
                require(backups, "backups of the database").backUp(optionalFolder(folder));
        out.println(Texts.of(backup.folder()) + ": " + backup.bytes() + " bytes");
    }
}
