package org.souk.deployer.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.route.HostGrants;

/**
 * The hosts that the operator grants, from {@code etc/org.souk.hosts.cfg}. Its keys are the ids of catalogs, so the file has a
 * configuration of its own and no metatype. A change counts from the next deployment on.
 */
@Component(service = HostGrantSettings.class, configurationPid = "org.souk.hosts")
public final class HostGrantSettings {
    private static final Logger LOG = LoggerFactory.getLogger(HostGrantSettings.class);

    /** Properties that the container adds. */
    private static final Pattern FOREIGN = Pattern.compile("(component|service|felix|org\\.apache|osgi)\\..*");

    private Map<String, String> lines;
    private String checkoutUrl = "";
    private Consumer<HostGrants> listener = grants -> {};

    @Activate
    public HostGrantSettings(Map<String, Object> properties) {
        lines = lines(properties);
    }

    @Modified
    synchronized void modified(Map<String, Object> properties) {
        Map<String, String> next = lines(properties);
        if (!next.equals(lines)) {
            lines = next;
            announce();
        }
    }

    /** Passes the grants to a listener, now and at each change. */
    synchronized void open(String url, Consumer<HostGrants> to) {
        checkoutUrl = url;
        listener = to;
        announce();
    }

    synchronized void close() {
        listener = grants -> {};
    }

    private void announce() {
        listener.accept(HostGrants.parse(
                lines,
                checkoutUrl,
                problem -> LOG.warn("etc/org.souk.hosts.cfg: {}; this entry grants nothing", problem)));
    }

    private static Map<String, String> lines(Map<String, Object> properties) {
        Map<String, String> lines = new LinkedHashMap<>();
        properties.forEach((key, value) -> {
            if (!FOREIGN.matcher(key).matches()) {
                lines.put(key, String.valueOf(value));
            }
        });
        return lines;
    }
}
