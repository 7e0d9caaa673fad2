package org.souk.deployer.internal.read;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.souk.api.catalog.Canonical;
import org.souk.api.host.HostPattern;

/** The hosts that a catalog claims: its list, its canonical host and the manifest's. */
final class HostsReader {
    private static final int MOST = 10_000;

    private HostsReader() {}

    static List<HostPattern> read(YamlMap top, Optional<Canonical> canonical, List<String> manifest) {
        Set<HostPattern> hosts = new LinkedHashSet<>();
        for (YamlNode node : top.list("hosts")) {
            node.parsed(HostPattern::parse).ifPresent(host -> {
                if (!hosts.add(host)) {
                    node.warning("the host '" + host + "' stands twice; remove one");
                }
            });
        }
        for (String text : manifest) {
            try {
                hosts.add(HostPattern.parse(text));
            } catch (IllegalArgumentException e) {
                top.self().problems().error("META-INF/MANIFEST.MF", 0, "Web-VirtualHosts: " + e.getMessage());
            }
        }
        if (hosts.isEmpty() && top.list("hosts").isEmpty() && canonical.isEmpty()) {
            top.self().error("'hosts' is missing; write it like 'hosts: [tack.localhost]'");
        }
        canonical.ifPresent(c -> hosts.add(new HostPattern.Exact(c.authority().host())));
        if (hosts.size() > MOST) {
            top.self().error("there are " + hosts.size() + " hosts; at most " + MOST + " are allowed in one catalog");
        }
        return new ArrayList<>(hosts);
    }
}
