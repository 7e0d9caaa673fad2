package org.souk.admin.internal.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.souk.api.catalog.Catalogs;
import org.souk.api.node.Node;
import org.souk.api.node.Role;

/**
 * Whether a load balancer may send requests to this container. A check that is DOWN makes it unready, unless the check has the tag {@code
 * diagnostic}. The database counts only in a container that takes orders, because pages need no database. A container that runs only the
 * database is ready when the database server is.
 */
@Component(service = Readiness.class, configurationPid = "org.souk.database")
@Designate(ocd = Readiness.Config.class)
public final class Readiness {
    static final String CATALOGS = "catalogs";
    static final String DATABASE = "database";
    static final String SERVER = "database-server";

    /** How long a container waits for its own database at startup before it is ready without it. */
    private static final Duration OWN_START = Duration.ofSeconds(20);

    private final boolean shops;
    private final long awaitedUntil;
    private final HealthChecks checks;
    private volatile boolean reached;

    @Reference(policyOption = ReferencePolicyOption.GREEDY, cardinality = ReferenceCardinality.OPTIONAL)
    volatile @Nullable Catalogs catalogs;

    @Reference(policyOption = ReferencePolicyOption.GREEDY, cardinality = ReferenceCardinality.OPTIONAL)
    volatile @Nullable Node node;

    @ObjectClassDefinition(
            name = "Souk: readiness",
            description = "Whether this container runs shops and the database: etc/org.souk.database.cfg.")
    @interface Config {
        @AttributeDefinition(
                description =
                        "embedded: ready when the shops are, and its own database is started; none: ready when the"
                                + " shops are; only: ready when the database server is. Default embedded.")
        String server() default "embedded";
    }

    @Activate
    public Readiness(Config config, @Reference HealthCheckExecutor executor) {
        this(
                executor,
                !config.server().strip().equals("only"),
                HealthChecks.TIMEOUT,
                config.server().strip().equals("embedded") ? OWN_START : Duration.ZERO);
    }

    Readiness(HealthCheckExecutor executor, boolean shops, Duration timeout, Duration ownStart) {
        this.shops = shops;
        this.awaitedUntil = System.nanoTime() + ownStart.toNanos();
        this.checks = new HealthChecks(executor, timeout, "-diagnostic", CATALOGS, DATABASE, SERVER, DiskCheck.NAME);
    }

    public Report report() {
        List<Report.Entry> entries = new ArrayList<>(checks.run());
        if (shops) {
            missing(entries, CATALOGS, Status.DOWN, "nothing reads the deploy folder yet");
            missing(
                    entries,
                    DATABASE,
                    Status.DEGRADED,
                    "nothing connects to the database yet; it needs etc/org.souk.database.cfg");
        } else {
            missing(entries, SERVER, Status.DOWN, "not started yet; it needs etc/org.souk.database.cfg");
        }
        entries.sort(Comparator.comparing(Report.Entry::name));
        return new Report(shops ? ofShops(entries) : ofDatabase(entries), entries);
    }

    private Status ofShops(List<Report.Entry> entries) {
        Catalogs known = catalogs;
        if (known == null
                || !known.settled()
                || awaited(entries)
                || entries.stream().anyMatch(this::stops)) {
            return Status.DOWN;
        }
        return entries.stream().allMatch(entry -> entry.is(Status.UP)) ? Status.UP : Status.DEGRADED;
    }

    /** Whether this container's own database is still starting. A container is ready only afterwards, because shoppers then fill carts. */
    private boolean awaited(List<Report.Entry> entries) {
        reached = reached || entries.stream().anyMatch(entry -> entry.name().equals(DATABASE) && entry.is(Status.UP));
        boolean failed = entries.stream().anyMatch(entry -> entry.name().equals(SERVER) && entry.is(Status.DOWN));
        return !reached && !failed && System.nanoTime() - awaitedUntil < 0;
    }

    /** Whether this check makes the container unready. Pages need no database, so only a checkout container depends on it. */
    private boolean stops(Report.Entry entry) {
        Node here = node;
        if (here != null && here.role() == Role.CHECKOUT && entry.name().equals(DATABASE)) {
            return !entry.is(Status.UP);
        }
        return entry.is(Status.DOWN) && !Set.of(DATABASE, SERVER).contains(entry.name());
    }

    private static Status ofDatabase(List<Report.Entry> entries) {
        return entries.stream().filter(entry -> entry.name().equals(SERVER)).allMatch(entry -> entry.is(Status.UP))
                ? Status.UP
                : Status.DOWN;
    }

    private static void missing(List<Report.Entry> entries, String name, Status status, String detail) {
        if (entries.stream().noneMatch(entry -> entry.name().equals(name))) {
            entries.add(new Report.Entry(name, status, detail));
        }
    }
}
