package org.souk.shell.internal.database;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.database.DatabaseBackups;
import org.souk.api.database.DatabaseBackups.Copy;
import org.souk.shell.internal.text.ListCommand;
import org.souk.shell.internal.text.Listing;

/** {@code database:list}. */
@Service
@Command(scope = "database", name = "list", description = "Lists copies of the database, newest first")
public final class DatabaseList extends ListCommand<Copy> {
    @Option(name = "--in", description = "Folder of copies; else data/souk/backups")
    @Nullable
    String folder;

    @Reference(optional = true)
    @Nullable
    DatabaseBackups copies;

    @Override
    protected List<Copy> rows() throws CommandException {
        return needed(copies, "copies of the database")
                .list(
                        folder == null
                                ? null
                                : here().resolve(folder).toAbsolutePath().normalize());
    }

    @Override
    protected Listing<Copy> listing() {
        return new Listing<Copy>("There is no copy; database:backup makes one.")
                .column("folder", Copy::folder)
                .column("madeAt", Copy::madeAt)
                .column("bytes", Copy::bytes);
    }
}
