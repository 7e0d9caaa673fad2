package org.souk.edge.internal;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;

/**
 * A context path on a connector, and the back end that answers its requests.
 *
 * @param name names context and servlet in Pax Web
 * @param connector the connector in {@code jetty.xml} that alone serves it
 * @param backEnd the value of the back end's service property {@code souk.web}
 */
record Endpoint(String name, String path, String connector, String backEnd) {
    /** Service ranking, higher than that of any other context at the same path, so that no other bundle can take the path over. */
    private static final int RANKING = 1000;

    /**
     * All endpoints. Each has a context of its own, because a second context helper at the same path would move the whole path to one
     * connector.
     */
    static final List<Endpoint> ALL = List.of(
            new Endpoint("souk-shop", "/", "shop", "shop"),
            new Endpoint("souk-admin", "/admin", "admin", "admin"),
            new Endpoint("souk-health", "/health", "admin", "admin"),
            new Endpoint("souk-metrics", "/metrics", "admin", "admin"));

    Dictionary<String, Object> contextProperties() {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("osgi.http.whiteboard.context.name", name);
        properties.put("osgi.http.whiteboard.context.path", path);
        properties.put("org.ops4j.pax.web.http.whiteboard.connectors", new String[] {connector});
        properties.put("service.ranking", RANKING);
        return properties;
    }

    Dictionary<String, Object> servletProperties() {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("osgi.http.whiteboard.servlet.name", name);
        properties.put("osgi.http.whiteboard.servlet.pattern", new String[] {"/*"});
        properties.put("osgi.http.whiteboard.context.select", "(osgi.http.whiteboard.context.name=" + name + ")");
        properties.put("service.ranking", RANKING);
        return properties;
    }
}
