package org.souk.core.internal.guard;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogJava;
import org.souk.api.catalog.CatalogListener;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.spi.OrderListener;
import org.souk.api.spi.PaymentGateway;
import org.souk.api.spi.PriceRule;
import org.souk.core.internal.Setting;

/** Calls the Java code of catalogs with limits on threads, time and failures, separately for each catalog. */
@Component(
        service = {CatalogJavaGuard.class, CatalogJava.class, CatalogListener.class},
        configurationPid = CatalogJavaGuard.PID,
        immediate = true)
public final class CatalogJavaGuard implements CatalogJava, CatalogListener, AutoCloseable {
    static final String PID = "org.souk.java";

    private static final List<Class<?>> PROMPT = List.of(PriceRule.class);
    private static final List<Class<?>> WAITING = List.of(PaymentGateway.class, OrderListener.class);

    private final Bounds bounds;
    private final Map<CatalogId, ShopGuard> shops = new ConcurrentHashMap<>();

    /** Settings in {@code etc/org.souk.java.cfg}. */
    @interface Config {
        /** Threads for the Java code of one catalog. */
        int threads() default 2;

        /** Milliseconds that a request waits for the Java code of its catalog. */
        int deadline() default 250;

        /** Seconds for which a failing service is skipped before it is tried again. */
        int retry() default 30;

        /** Threads for services that may wait for other systems: payment gateways and order listeners, each. */
        int outsideThreads() default 4;

        /** Milliseconds that a call to such a service may take. */
        int outsideDeadline() default 10_000;

        /** Cached answers of one catalog. */
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

    /**
     * The guarded services of one type.
     *
     * @param services the catalog's services of the type; not empty
     */
    public <S> Guarded<S> of(LiveCatalog shop, Class<S> type, List<S> services) {
        return shops.computeIfAbsent(shop.catalog().id(), id -> new ShopGuard(bounds))
                .version(shop.catalog())
                .services(shop.catalog(), type, services);
    }

    /** Whether services of that type may wait for other systems. */
    static boolean waits(Class<?> type) {
        return WAITING.contains(type);
    }

    @Override
    public void live(LiveCatalog live) {
        PROMPT.forEach(type -> show(live, type));
        WAITING.forEach(type -> show(live, type));
        ShopGuard shop = shops.get(live.catalog().id());
        if (shop != null) {
            shop.keep(live.catalog());
        }
        shops.values().removeIf(ShopGuard::isOver);
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
        ShopGuard shop = shops.get(id);
        if (shop != null) {
            shop.keep(null);
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
