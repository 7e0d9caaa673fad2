package org.souk.shell.internal.database;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.database.DatabaseBackups;
import org.souk.api.database.DatabaseBackups.Backup;
import org.souk.shell.internal.text.ListCommand;
import org.souk.shell.internal.text.Listing;

@Service
@Command(scope = "database", name = "list", description = "Lists backups of the database, newest first")
public final class DatabaseList extends ListCommand<Backup> {
    @Option(name = "--in", description = "Folder of backups; by default data/souk/backups")
    @Nullable
    String folder;

    @Reference(optional = true)
    @Nullable
    DatabaseBackups backups;

    @Override
    protected List<Backup> rows() throws CommandException {
        return require(backups, "backups of the database").list(optionalFolder(folder));
    }

    @Override
    protected Listing<Backup> listing() {
        return new Listing<Backup>("There is no backup; database:backup makes one.")
                .column("folder", Backup::folder)
                .column("madeAt", Backup::madeAt)
                .column("bytes", Backup::bytes);
    }
}
