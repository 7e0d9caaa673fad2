package org.souk.deployer.internal.bundle;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Services of the SPI that one bundle provides. When the bundle stops, its services stay answerable here until the version that
 * used them has retired.
 */
final class BundleServices extends ServiceTracker<Object, Object> {
    private static final String SPI = "org.souk.api.spi.";

    private final ConcurrentSkipListMap<ServiceReference<Object>, Object> known =
            new ConcurrentSkipListMap<>(Collections.reverseOrder());

    private BundleServices(BundleContext context, Filter filter) {
        super(context, filter, null);
    }

    static BundleServices of(BundleContext context, Bundle bundle) {
        try {
            Filter filter = FrameworkUtil.createFilter(
                    "(&(service.bundleid=" + bundle.getBundleId() + ")(objectClass=" + SPI + "*))");
            BundleServices services = new BundleServices(context, filter);
            services.open();
            return services;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("the filter is written by us", e);
        }
    }

    static boolean spi(String type) {
        return type.startsWith(SPI);
    }

    <S> List<S> ofType(Class<S> type) {
        return known.isEmpty()
                ? List.of()
                : known.values().stream()
                        .filter(type::isInstance)
                        .map(type::cast)
                        .toList();
    }

    /** Whether a service of that type is registered. */
    boolean has(String type) {
        return known.keySet().stream().anyMatch(reference -> List.of((String[]) reference.getProperty("objectClass"))
                .contains(type));
    }

    @Override
    public Object addingService(ServiceReference<Object> reference) {
        Object service = super.addingService(reference);
        if (service != null) {
            known.put(reference, service);
        }
        return service;
    }

    @Override
    public void removedService(ServiceReference<Object> reference, Object service) {
        if (reference.getBundle() != null && reference.getBundle().getState() == Bundle.ACTIVE) {
            known.remove(reference);
        }
        super.removedService(reference, service);
    }
}
