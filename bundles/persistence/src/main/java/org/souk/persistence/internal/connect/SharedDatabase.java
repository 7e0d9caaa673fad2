package org.souk.persistence.internal.connect;

import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.souk.api.database.Database;
import org.souk.persistence.internal.gate.DatabaseCall;
import org.souk.persistence.internal.gate.TransactionWork;
import org.souk.persistence.internal.gate.Transactions;

/** The shared database as a service: there from the start, whether the database is or not. */
@Component(
        service = {Database.class, Transactions.class, SharedDatabase.class},
        immediate = true,
        configurationPid = "org.souk.database")
@Designate(ocd = SharedDatabase.Config.class)
public final class SharedDatabase implements Database, Transactions {
    @ObjectClassDefinition(
            name = "Souk: database connections",
            description = "The database that all containers share: etc/org.souk.database.cfg.")
    public @interface Config {
        @AttributeDefinition(
                description =
                        "JDBC URL, jdbc:derby://host:port/souk or jdbc:postgresql://host:port/name. Default empty:"
                                + " the Derby server at host and port.")
        String url() default "";

        @AttributeDefinition(description = "Address of the Derby server, if url is empty. Default 127.0.0.1.")
        String host() default "127.0.0.1";

        @AttributeDefinition(
                description = "TCP port of the Derby server, if url is empty; 1 to 65535. Default 1527.",
                min = "1",
                max = "65535")
        int port() default 1527;

        @AttributeDefinition(description = "User name of the database. Default souk.")
        String user() default "souk";

        @AttributeDefinition(
                type = AttributeType.PASSWORD,
                description = "Password of the user. Default empty: the password in etc/org.souk.database.password.")
        String password() default "";

        @AttributeDefinition(
                description = "Database calls that run at the same time, each with its own connection and thread; 2 to"
                        + " 100, values outside count as the nearest bound. Default 10.",
                min = "2",
                max = "100")
        int threads() default 10;
    }

    private final ConnectionMonitor keeper;

    /** Connects in the background. */
    @Activate
    public SharedDatabase(Config config) {
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
