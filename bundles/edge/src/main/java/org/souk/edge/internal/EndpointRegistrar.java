package org.souk.edge.internal;

import jakarta.servlet.Servlet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.servlet.context.ServletContextHelper;

/** Registers all endpoints when the container starts. They stay registered while the back ends behind them are replaced. */
@Component(service = {})
public final class EndpointRegistrar {
    private final Map<String, TrackedBackEnds> backEnds = new HashMap<>();
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    @Activate
    public EndpointRegistrar(BundleContext context) {
        for (Endpoint endpoint : Endpoint.ALL) {
            TrackedBackEnds tracked =
                    backEnds.computeIfAbsent(endpoint.backEnd(), name -> new TrackedBackEnds(context, name));
            tracked.open();
            registrations.add(context.registerService(
                    ServletContextHelper.class,
                    new EndpointContext(context.getBundle(), endpoint.name()),
                    endpoint.contextProperties()));
            registrations.add(context.registerService(
                    Servlet.class, new EdgeServlet(tracked::lease), endpoint.servletProperties()));
        }
    }

    @Deactivate
    void close() {
        registrations.forEach(ServiceRegistration::unregister);
        backEnds.values().forEach(TrackedBackEnds::close);
    }
}
