package org.souk.core.internal.guard;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogJava;
import org.souk.api.catalog.CatalogListener;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.spi.OrderListener;
import org.souk.api.spi.PaymentGateway;
import org.souk.api.spi.PriceRule;
import org.souk.core.internal.Setting;

/**
 * Calls the Java code of catalogs with limits on threads, time and failures for each catalog, so that bad code of one shop cannot stop
 * another.
 */
@Component(
        service = {CatalogJavaGuard.class, CatalogJava.class, CatalogListener.class},
        configurationPid = CatalogJavaGuard.PID,
        immediate = true)
@Designate(ocd = CatalogJavaGuard.Config.class)
public final class CatalogJavaGuard implements CatalogJava, CatalogListener, AutoCloseable {
    static final String PID = "org.souk.java";

    private static final List<Class<?>> WAITING = List.of(PaymentGateway.class, OrderListener.class);

    private final Bounds bounds;
    private final Map<CatalogId, ShopGuard> shops = new ConcurrentHashMap<>();

    @ObjectClassDefinition(
            name = "Souk: Java of catalogs",
            description =
                    "Limits on the Java that catalogs bring: etc/org.souk.java.cfg. Values out of range count as the"
                            + " default.")
    @interface Config {
        @AttributeDefinition(
                description = "Threads that run the Java of one catalog version; 1 to 16. Default 2.",
                min = "1",
                max = "16")
        int threads() default 2;

        @AttributeDefinition(
                description = "Milliseconds that a request waits for the Java of its catalog, for all prices of a page"
                        + " together; 1 to 2000. Default 250.",
                min = "1",
                max = "2000")
        int deadline() default 250;

        @AttributeDefinition(
                description = "Seconds after which a failing service is tried again; 1 to 3600. Default 30.",
                min = "1",
                max = "3600")
        int retry() default 30;

        @AttributeDefinition(
                description = "Threads for the payment gateways of one catalog version, and as many for its order"
                        + " listeners; 1 to 64. Default 4.",
                min = "1",
                max = "64")
        int outsideThreads() default 4;

        @AttributeDefinition(
                description = "Milliseconds that a call of a payment gateway or order listener may take; 1 to 60000."
                        + " Default 10000.",
                min = "1",
                max = "60000")
        int outsideDeadline() default 10_000;

        @AttributeDefinition(
                description =
                        "Prices cached for one catalog version, about 100 bytes each; 1 to 1000000. Default 8192.",
                min = "1",
                max = "1000000")
        int remembered() default 8192;
    }

    @Activate
    public CatalogJavaGuard(Config config) {
        this(new Bounds(
                Setting.within(PID, "threads", config.threads(), 16, 2),
                Duration.ofMillis(Setting.within(PID, "deadline", config.deadline(), 2_000, 250)),
                Duration.ofSeconds(Setting.within(PID, "retry", config.retry(), 3_600, 30)),
                Setting.within(PID, "remembered", config.remembered(), 1_000_000, 8_192),
                new Bounds.Outside(
                        Setting.within(PID, "outsideThreads", config.outsideThreads(), 64, 4),
                        Duration.ofMillis(
                                Setting.within(PID, "outsideDeadline", config.outsideDeadline(), 60_000, 10_000)))));
    }

    CatalogJavaGuard(Bounds bounds) {
        this.bounds = bounds;
    }

    /** Returns the guard through which to call all the catalog's services of a type. */
    public <S> GuardedServices<S> of(LiveCatalog shop, Class<S> type, List<S> services) {
        return shops.computeIfAbsent(shop.catalog().id(), id -> new ShopGuard(bounds))
                .version(shop.catalog())
                .services(shop.catalog(), type, services);
    }

    /** Returns whether services of that type may wait for other systems. */
    static boolean waits(Class<?> type) {
        return WAITING.contains(type);
    }

    @Override
    public void live(LiveCatalog live) {
        show(live, PriceRule.class);
        WAITING.forEach(type -> show(live, type));
        keep(live.catalog().id(), live.catalog());
    }

    /** Registers services before their first call, so that operators see them. */
    private <S> void show(LiveCatalog live, Class<S> type) {
        List<S> services = live.services(type);
        if (!services.isEmpty()) {
            of(live, type, services);
        }
    }

    @Override
    public void removed(CatalogId id) {
        keep(id, null);
    }

    private void keep(CatalogId id, @Nullable Catalog version) {
        ShopGuard shop = shops.get(id);
        if (shop != null) {
            shop.keep(version);
        }
        shops.values().removeIf(ShopGuard::isOver);
    }

    @Override
    public Optional<Report> find(CatalogId id) {
        return Optional.ofNullable(shops.get(id)).flatMap(ShopGuard::report);
    }

    @Override
    @Deactivate
    public void close() {
        shops.values().forEach(ShopGuard::stop);
    }
}
