package org.souk.admin.internal.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.souk.api.catalog.Catalogs;
import org.souk.api.health.Health;
import org.souk.api.health.Health.Status;
import org.souk.api.health.HealthCheck;
import org.souk.api.node.Node;
import org.souk.api.node.Role;

/**
 * Whether requests may come. What is read from memory by every check is asked anew each time. A container that runs just the
 * database is ready when its server is; one for checkout is not ready while the database is away.
 */
@Component(service = Readiness.class, configurationPid = "org.souk.database")
@Designate(ocd = Readiness.Config.class)
public final class Readiness {
    static final String CATALOGS = "catalogs";
    static final String DATABASE = "database";
    static final String SERVER = "database-server";

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** So long a container's own database may take to start before the container is ready without it. */
    private static final Duration OWN_START = Duration.ofSeconds(20);

    private final boolean shops;
    private final long awaitedUntil;
    private final CheckRun run;
    private volatile boolean reached;

    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE)
    volatile List<HealthCheck> checks = List.of();

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    volatile @Nullable Catalogs catalogs;

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
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

    /** For a container of that kind. */
    @Activate
    public Readiness(Config config) {
        this(
                !config.server().strip().equals("only"),
                PATIENCE,
                config.server().strip().equals("embedded") ? OWN_START : Duration.ZERO);
    }

    Readiness(boolean shops, Duration patience, Duration ownStart) {
        this.shops = shops;
        this.awaitedUntil = System.nanoTime() + ownStart.toNanos();
        this.run = new CheckRun(patience);
    }

    @Deactivate
    void close() {
        run.close();
    }

    /** How it is now. */
    public Report report() {
        List<Report.Entry> entries = new ArrayList<>(run.all(checks));
        if (shops) {
            missing(entries, CATALOGS, new Health(Status.DOWN, "nothing reads the deploy folder yet"));
            missing(entries, DATABASE, new Health(Status.DEGRADED, "nothing connects to the database yet"));
        } else {
            missing(entries, SERVER, new Health(Status.DOWN, "not started yet"));
        }
        entries.sort(Comparator.comparing(Report.Entry::name));
        return Report.of(shops ? ofShops(entries) : ofDatabase(entries), entries);
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

    /** Whether this container's own database is just starting: who is told that it is ready wants to fill a cart. */
    private boolean awaited(List<Report.Entry> entries) {
        reached = reached || entries.stream().anyMatch(entry -> entry.name().equals(DATABASE) && entry.is(Status.UP));
        boolean failed = entries.stream().anyMatch(entry -> entry.name().equals(SERVER) && entry.is(Status.DOWN));
        return !reached && !failed && System.nanoTime() - awaitedUntil < 0;
    }

    /** Pages are served without the database, so that only a container for checkout stops with it. */
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

    private static void missing(List<Report.Entry> entries, String name, Health instead) {
        if (entries.stream().noneMatch(entry -> entry.name().equals(name))) {
            entries.add(Report.Entry.of(name, instead));
        }
    }
}
