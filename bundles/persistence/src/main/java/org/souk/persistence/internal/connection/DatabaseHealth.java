package org.souk.persistence.internal.connection;

import java.util.Locale;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.souk.api.database.Database;

/** Checks whether the shared database answers. Pages need no database, so without it only a container that takes orders is down. */
@Component(
        immediate = true,
        configurationPid = "org.souk.node",
        property = {
            HealthCheck.NAME + "=database",
            HealthCheck.MBEAN_NAME + "=database",
            HealthCheck.RESULT_CACHE_TTL_IN_MS + ":Long=0"
        })
@Designate(ocd = DatabaseHealth.Config.class)
public final class DatabaseHealth implements HealthCheck {
    @ObjectClassDefinition(
            name = "Souk: database health",
            description = "The role of this container: etc/org.souk.node.cfg.")
    @interface Config {
        @AttributeDefinition(
                description =
                        "all, browse or checkout; only a checkout container is down without the database. Default all.")
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
    public Result execute() {
        Database.Status status = database.status();
        if (status.reachable()) {
            long millis = database.latency().toMillis();
            return new Result(
                    Result.Status.OK, status.url() + ", " + status.product() + ", login in " + millis + " ms");
        }
        Result.Status unreachable = checkout ? Result.Status.CRITICAL : Result.Status.WARN;
        return new Result(unreachable, status.url() + ": " + status.detail());
    }
}
