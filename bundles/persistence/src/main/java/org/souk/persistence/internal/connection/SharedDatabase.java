package org.souk.persistence.internal.connection;

import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.souk.api.database.Database;
import org.souk.persistence.internal.transaction.DatabaseCall;
import org.souk.persistence.internal.transaction.TransactionWork;
import org.souk.persistence.internal.transaction.Transactions;

/** The shared database as a service, which is registered from the start whether the database answers or not. */
@Component(
        service = {Database.class, Transactions.class, SharedDatabase.class},
        immediate = true,
        configurationPid = "org.souk.database")
@Designate(ocd = SharedDatabase.Config.class)
public final class SharedDatabase implements Database, Transactions {
    /** Settings. */
    @ObjectClassDefinition(name = "Souk database", description = "The shared session database")
    public @interface Config {
        /** Address. */
        @AttributeDefinition(
                description =
                        "jdbc:derby://host:port/souk or jdbc:postgresql://host:port/name; empty: Derby at host and port")
        String url() default "";

        /** Host. */
        @AttributeDefinition(description = "Address that the embedded Derby server listens on")
        String host() default "127.0.0.1";

        /** Port. */
        @AttributeDefinition(description = "Port that the embedded Derby server listens on")
        int port() default 1527;

        /** User. */
        @AttributeDefinition(description = "User of the database")
        String user() default "souk";

        /** Password. */
        @AttributeDefinition(
                type = AttributeType.PASSWORD,
                description = "Password of that user; empty: the one in etc/org.souk.database.password")
        String password() default "";

        /** Threads. */
        @AttributeDefinition(
                description = "Calls of the database at the same time, each with a connection and a thread; 2 to 100")
        int threads() default 10;
    }

    private final ConnectionMonitor monitor;

    /** Connects in the background. */
    @Activate
    public SharedDatabase(Config config) {
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

    /** Duration of the last login. */
    public Duration latency() {
        return monitor.latency();
    }

    int connectionsInUse() {
        return monitor.connectionsInUse();
    }

    /** Threads that are running a call. */
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
