package org.souk.derby.server.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.database.DatabaseBackups;
import org.souk.derby.server.internal.DatabaseServer.ExclusiveTask;
import org.souk.derby.server.internal.DatabaseServer.Outcome;

/** Backups of the Derby database of this container. */
@Component
public final class DerbyBackups implements DatabaseBackups {
    private static final Logger LOG = LoggerFactory.getLogger(DerbyBackups.class);

    private final DatabaseServer server;
    private final Backups backups = new Backups(Clock.systemUTC());

    @Activate
    public DerbyBackups(@Reference DatabaseServer server) {
        this.server = server;
    }

    @Override
    public Backup backUp(@Nullable Path folder) {
        Backup copy = runExclusively(null, (running, settings) -> {
            if (running == null) {
                throw new IllegalArgumentException(
                        "the database does not run; see /health/ready and the log for the reason");
            }
            return new Outcome<>(running, backups.create(running, folder(folder), server.backupSpace()));
        });
        LOG.info("Backed up the database to {} ({} bytes)", copy.folder(), copy.bytes());
        return copy;
    }

    @Override
    public List<Backup> list(@Nullable Path folder) {
        return runExclusively(null, (running, settings) -> new Outcome<>(running, backups.list(folder(folder))));
    }

    @Override
    public Restored restore(Path copy) {
        Backups.database(copy);
        String time = backups.now();
        Restored restored = runExclusively(
                "a backup is being restored",
                (running, settings) -> new BackupRestore(settings, time, server.backupSpace()).restore(copy, running));
        LOG.info("Restored the database from {}; the previous one is {}", copy, restored.before());
        return restored;
    }

    private static Path folder(@Nullable Path given) {
        return given == null ? DerbySettings.data().resolve("souk").resolve("backups") : given.toAbsolutePath();
    }

    private <T> T runExclusively(@Nullable String meanwhile, ExclusiveTask<T> task) {
        try {
            return server.runExclusively(meanwhile, task);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (Exception e) {
            LOG.error("Could not back up or restore the database", e);
            throw new IllegalArgumentException("that failed: " + e.getMessage() + "; see the log", e);
        }
    }
}
