package org.souk.derby.server.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.database.DatabaseBackups;
import org.souk.derby.server.internal.ExclusiveTask.Done;

/** Copies of the Derby database of this container. */
@Component
public final class DerbyCopies implements DatabaseBackups {
    private static final Logger LOG = LoggerFactory.getLogger(DerbyCopies.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");

    private final DatabaseServer server;
    private final Clock clock = Clock.systemUTC();
    private final Backups copies = new Backups(clock);

    /** Of that server. */
    @Activate
    public DerbyCopies(@Reference DatabaseServer server) {
        this.server = server;
    }

    @Override
    public Backup backUp(@Nullable Path folder) {
        Backup copy = alone(null, (running, settings, start) -> {
            if (running == null) {
                throw new IllegalArgumentException("the database does not run; /health/ready and the log tell why");
            }
            return new Done<>(running, copies.make(running, folder(folder), server.copyRoom()));
        });
        LOG.info("The database was copied to {} ({} bytes)", copy.folder(), copy.bytes());
        return copy;
    }

    @Override
    public List<Backup> list(@Nullable Path folder) {
        return alone(null, (running, settings, start) -> new Done<>(running, copies.list(folder(folder))));
    }

    @Override
    public Restored restore(Path copy) {
        Backups.database(copy);
        String time = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).format(TIME);
        Restored restored = alone("a copy is being put in its place", (running, settings, start) -> {
            BackupRestore.Outcome outcome =
                    new BackupRestore(start, settings, time, server.copyRoom()).of(copy, running);
            return new Done<>(outcome.server(), outcome.restored());
        });
        LOG.info("The database is that of {} now; the one before is {}", copy, restored.before());
        return restored;
    }

    private static Path folder(@Nullable Path given) {
        return given == null ? DerbySettings.data().resolve("souk").resolve("backups") : given.toAbsolutePath();
    }

    private <T> T alone(@Nullable String meanwhile, ExclusiveTask<T> task) {
        try {
            return server.alone(meanwhile, task);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (Exception e) {
            LOG.error("The database could not be copied or restored", e);
            throw new IllegalArgumentException("that failed: " + e.getMessage() + "; the log tells more", e);
        }
    }
}
