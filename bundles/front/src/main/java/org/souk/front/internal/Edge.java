package org.souk.front.internal;

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

/** Opens all doors when the container starts. What is behind them may come and go; the doors stay. */
@Component(service = {})
public final class Edge {
    private final Map<String, ServiceBackEnds> backEnds = new HashMap<>();
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    @Activate
    public Edge(BundleContext context) {
        for (Door door : Door.ALL) {
            ServiceBackEnds behind =
                    backEnds.computeIfAbsent(door.backEnd(), name -> ServiceBackEnds.tracking(context, name));
            registrations.add(context.registerService(
                    ServletContextHelper.class,
                    new Threshold(context.getBundle(), door.name()),
                    door.contextProperties()));
            registrations.add(
                    context.registerService(Servlet.class, new EdgeServlet(behind::lease), door.servletProperties()));
        }
    }

    @Deactivate
    void close() {
        registrations.forEach(ServiceRegistration::unregister);
        backEnds.values().forEach(ServiceBackEnds::close);
    }
}
