package org.souk.persistence.internal.connection;

import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.souk.api.database.Database;
import org.souk.common.database.DatabaseConfig;
import org.souk.persistence.internal.transaction.DatabaseCall;
import org.souk.persistence.internal.transaction.TransactionWork;
import org.souk.persistence.internal.transaction.Transactions;

/** Provides the shared database as a service, which is registered from the start, whether the database answers or not. */
@Component(
        service = {Database.class, Transactions.class, SharedDatabase.class},
        immediate = true,
        configurationPid = DatabaseConfig.PID)
@Designate(ocd = DatabaseConfig.class)
public final class SharedDatabase implements Database, Transactions {
    private final ConnectionMonitor monitor;

    /** Connects in the background. */
    @Activate
    public SharedDatabase(DatabaseConfig config) {
        this(
                new UnpooledDataSource(
                        DatabaseUrl.of(config.url(), config.host(), config.port()),
                        config.user(),
                        Password.of(config.password())),
                Math.max(2, Math.min(100, config.threads())));
    }

    SharedDatabase(UnpooledDataSource source, int threads) {
        monitor = new ConnectionMonitor(source, threads);
        monitor.start();
    }

    @Override
    public Status status() {
        return monitor.status();
    }

    public Duration latency() {
        return monitor.latency();
    }

    int connectionsInUse() {
        return monitor.connectionsInUse();
    }

    public int busy() {
        return monitor.bulkhead().busy();
    }

    @Override
    public <T> T run(DatabaseCall task, TransactionWork<T> work) {
        return monitor.bulkhead().run(task, work);
    }

    @Deactivate
    void close() {
        monitor.close();
    }
}
