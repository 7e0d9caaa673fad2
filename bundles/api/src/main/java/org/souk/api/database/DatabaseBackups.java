package org.souk.api.database;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Copies of the database that this container runs, for operators. Each method throws {@link IllegalArgumentException} with what to do if
 * this container runs none, the folder does not fit, or the disk has too little room.
 */
@ProviderType
public interface DatabaseBackups {
    /**
     * Makes a copy while everything goes on. It gets its name when it is whole; one that was cut short is never listed. On its own disk
     * the database keeps the room that it needs: a copy that others leave too little gives way, and nothing of it stays.
     *
     * @param folder where copies lie, each in a folder named by its time, or null for {@code data/souk/backups}
     */
    Backup backUp(@Nullable Path folder);

    /**
     * Copies, newest first.
     *
     * @param folder where copies lie, or null for {@code data/souk/backups}
     */
    List<Backup> list(@Nullable Path folder);

    /**
     * Puts a copy in the place of the database, which is kept beside it. Carts and checkout answer 503 for some seconds. Order counters
     * are moved on to where they stand now, so that no number is given twice. A copy that does not start changes nothing.
     */
    Restored restore(Path copy);

    /**
     * A copy.
     *
     * @param folder its own
     * @param madeAt when it was begun
     * @param bytes of its files
     */
    record Backup(Path folder, Instant madeAt, long bytes) {}

    /**
     * What a restore did.
     *
     * @param before where the database that was in force lies now
     * @param counters last order numbers by catalog, of those that were moved on past the copy's
     * @param countersKnown whether the database that was in force could tell its counters
     */
    record Restored(Path before, Map<String, Long> counters, boolean countersKnown) {}
}
