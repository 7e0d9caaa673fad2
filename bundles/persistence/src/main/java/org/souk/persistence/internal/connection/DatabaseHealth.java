package org.souk.persistence.internal.connection;

import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.database.Database;
import org.souk.api.health.Health;
import org.souk.api.health.HealthCheck;

/** Checks whether the shared database answers. Pages are served without it, so only a container with the role checkout is down. */
@Component(configurationPid = "org.souk.node")
public final class DatabaseHealth implements HealthCheck {
    /** Also read by core. */
    @interface Config {
        /** Role. */
        String role() default "all";
    }

    private final SharedDatabase database;
    private final boolean checkout;

    @Activate
    public DatabaseHealth(@Reference SharedDatabase database, Config config) {
        this(database, config.role().strip().toLowerCase(Locale.ROOT).equals("checkout"));
    }

    DatabaseHealth(SharedDatabase database, boolean checkout) {
        this.database = database;
        this.checkout = checkout;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Health check() {
        Database.Status status = database.status();
        if (status.reachable()) {
            long millis = database.latency().toMillis();
            return new Health(
                    Health.Status.UP, status.url() + ", " + status.product() + ", login in " + millis + " ms");
        }
        Health.Status unreachable = checkout ? Health.Status.DOWN : Health.Status.DEGRADED;
        return new Health(unreachable, status.url() + ": " + status.detail());
    }
}
