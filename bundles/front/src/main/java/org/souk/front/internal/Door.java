package org.souk.front.internal;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;

/**
 * One way into the container: a context path on a connector, and the back end behind it.
 *
 * @param name names context and servlet in Pax Web
 * @param path the context path
 * @param connector the connector in {@code jetty.xml} that alone serves it
 * @param backEnd the value of the back end's service property {@code souk.web}
 */
record Door(String name, String path, String connector, String backEnd) {
    /** Above whatever else may claim a path, so that no stray bundle takes the shops down. */
    private static final int RANKING = 1000;

    /** A context each: a second helper at one path would move all of it to one connector. */
    static final List<Door> ALL = List.of(
            new Door("souk-shop", "/", "shop", "shop"),
            new Door("souk-admin", "/admin", "admin", "admin"),
            new Door("souk-health", "/health", "admin", "admin"),
            new Door("souk-metrics", "/metrics", "admin", "admin"));

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
