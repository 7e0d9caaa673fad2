package org.souk.api.database;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Backups of the database that this container runs, for operators. A parent folder (null for {@code data/souk/backups}) holds each backup in a folder
 * named by its time. All methods throw {@link IllegalArgumentException} with a remedy if this container runs no database, the folder is unsuitable,
 * or the disk has too little space.
 */
@ProviderType
public interface DatabaseBackups {
    /**
     * Makes a backup while the database stays in use. It gets its final name when it is complete; an incomplete backup is never listed. If the
     * database needs the disk space itself, the backup is aborted and deleted.
     */
    Backup backUp(@Nullable Path folder);

    /** The backups in a parent folder, newest first. */
    List<Backup> list(@Nullable Path folder);

    /**
     * Replaces the database by a backup; the database in use is kept beside it. Carts and checkout answer 503 for some seconds. Order
     * counters are advanced to their current values, so that no order number is given twice. If the backup cannot be started, nothing
     * changes.
     */
    Restored restore(Path copy);

    /** A complete backup: its folder, when it was started by the container's clock, and the total size of its files. */
    record Backup(Path folder, Instant madeAt, long bytes) {}

    /**
     * The result of a restore.
     *
     * @param before where the replaced database is kept
     * @param counters last order number by catalog id, for the counters that were advanced beyond the backup's
     * @param countersKnown whether the counters of the replaced database could be read
     */
    record Restored(Path before, Map<String, Long> counters, boolean countersKnown) {}
}
