package org.souk.persistence.internal.connection;

import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.database.Database;
import org.souk.common.database.DatabaseConfig;
import org.souk.persistence.internal.transaction.DatabaseCall;
import org.souk.persistence.internal.transaction.TransactionWork;
import org.souk.persistence.internal.transaction.Transactions;

/**
 * Provides the shared database as a service, which is registered from the start, whether the database answers or not. Without a
 * configuration there is no service, because the default address may belong to somebody else, who would receive the password.
 */
@Component(
        service = {Database.class, Transactions.class, SharedDatabase.class},
        immediate = true,
        configurationPid = DatabaseConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DatabaseConfig.class)
public final class SharedDatabase implements Database, Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(SharedDatabase.class);
    private static final int CONFIGURATION_DELETED = 4;

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

    /** @param reason one of the constants DEACTIVATION_REASON_* of {@code org.osgi.service.component.ComponentConstants} */
    @Deactivate
    void deactivate(int reason) {
        close();
        if (reason == CONFIGURATION_DELETED) {
            LOG.error(
                    "etc/{}.cfg is gone; carts, checkout and accounts are unavailable until it is back",
                    DatabaseConfig.PID);
        }
    }

    void close() {
        monitor.close();
    }
}
