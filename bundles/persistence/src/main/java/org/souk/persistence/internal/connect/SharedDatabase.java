package org.souk.persistence.internal.connect;

import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.souk.api.database.Database;
import org.souk.common.database.DatabaseConfig;
import org.souk.persistence.internal.gate.DatabaseCall;
import org.souk.persistence.internal.gate.TransactionWork;
import org.souk.persistence.internal.gate.Transactions;

/** The shared database as a service: there from the start, whether the database is or not. */
@Component(
        service = {Database.class, Transactions.class, SharedDatabase.class},
        immediate = true,
        configurationPid = DatabaseConfig.PID)
@Designate(ocd = DatabaseConfig.class)
public final class SharedDatabase implements Database, Transactions {
    private final ConnectionMonitor keeper;

    /** Connects in the background. */
    @Activate
    public SharedDatabase(DatabaseConfig config) {
        this(
                new DirectSource(
                        DatabaseUrl.of(config.url(), config.host(), config.port()),
                        config.user(),
                        Password.of(config.password())),
                Math.max(2, Math.min(100, config.threads())));
    }

    SharedDatabase(DirectSource source, int threads) {
        keeper = new ConnectionMonitor(source, threads);
        keeper.start();
    }

    @Override
    public Status status() {
        return keeper.status();
    }

    /** How long the last login took. */
    public Duration latency() {
        return keeper.latency();
    }

    /** Connections that are in use. */
    int connectionsInUse() {
        return keeper.connectionsInUse();
    }

    /** Threads that hold a call at the moment. */
    public int busy() {
        return keeper.gate().busy();
    }

    @Override
    public <T> T run(DatabaseCall task, TransactionWork<T> work) {
        return keeper.gate().run(task, work);
    }

    @Deactivate
    void close() {
        keeper.close();
    }
}
