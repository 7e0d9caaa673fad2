package org.souk.api.database;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Makes and restores backups of the database that this container itself runs, for operators. Each backup is a folder named by its time in a
 * parent folder (null for {@code data/souk/backups}). All methods throw {@link IllegalArgumentException} with a remedy if this container
 * runs no database, the folder is unsuitable, or the disk has too little space.
 */
@ProviderType
public interface DatabaseBackups {
    /**
     * Makes a backup while the database stays in use. The backup gets its final name when it is complete; {@link #list} never shows an
     * incomplete one. If the database itself needs the disk space, the container aborts and deletes the backup.
     */
    Backup backUp(@Nullable Path folder);

    /** Lists the backups in a parent folder, newest first. */
    List<Backup> list(@Nullable Path folder);

    /**
     * Replaces the database by a backup and keeps the replaced database in another folder. Carts and checkout answer 503 for some seconds.
     * The order counters keep their current values, so that no two orders get the same number. If the backup cannot be started, nothing
     * changes.
     */
    Restored restore(Path copy);

    /** A complete backup: its folder, when it was started by the container's clock, and the total size of its files. */
    record Backup(Path folder, Instant madeAt, long bytes) {}

    /**
     * The result of a restore.
     *
     * @param before where the replaced database is kept
     * @param counters last order number by catalog id, for the counters that are higher than in the backup
     * @param countersKnown whether the counters of the replaced database could be read
     */
    record Restored(Path before, Map<String, Long> counters, boolean countersKnown) {}
}
