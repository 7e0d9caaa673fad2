package org.souk.deployer.internal.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.souk.api.host.Canonical;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.read.yaml.YamlMap;
import org.souk.deployer.internal.read.yaml.YamlNode;

/** Reads the hosts that a catalog claims: its list, its canonical host, and those in the manifest. */
final class HostsReader {
    private static final int MOST = 10_000;

    private HostsReader() {}

    /** Each claimed host with its line, or 0 if it is from the manifest. */
    static Map<HostPattern, Integer> read(YamlMap top, Optional<Canonical> canonical, List<String> manifest) {
        Map<HostPattern, Integer> hosts = new LinkedHashMap<>();
        for (YamlNode node : top.list("hosts")) {
            node.parsed(HostPattern::parse).ifPresent(host -> {
                if (hosts.putIfAbsent(host, node.line()) != null) {
                    node.warning("the host '" + host + "' stands twice; remove one");
                }
            });
        }
        for (String text : manifest) {
            try {
                hosts.putIfAbsent(HostPattern.parse(text), 0);
            } catch (IllegalArgumentException e) {
                top.self().problems().error("META-INF/MANIFEST.MF", 0, "Web-VirtualHosts: " + e.getMessage());
            }
        }
        if (hosts.isEmpty() && top.list("hosts").isEmpty() && canonical.isEmpty()) {
            top.self().error("'hosts' is missing; write it like 'hosts: [tack.localhost]'");
        }
        canonical.ifPresent(c -> hosts.putIfAbsent(
                new HostPattern.Exact(c.authority().host()),
                top.get("canonical").map(YamlNode::line).orElse(0)));
        if (hosts.size() > MOST) {
            top.self().error("there are " + hosts.size() + " hosts; at most " + MOST + " are allowed in one catalog");
        }
        return hosts;
    }
}
