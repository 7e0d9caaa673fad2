package org.souk.deployer.internal.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.ShopSettings;
import org.souk.api.host.Canonical;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.text.Utf8File;
import org.souk.deployer.internal.read.yaml.YamlFile;
import org.souk.deployer.internal.read.yaml.YamlMap;
import org.souk.deployer.internal.read.yaml.YamlNode;

/**
 * The parts of {@code catalog.yaml} that could be read. A part that could not is null, and a problem was reported for it.
 *
 * @param version empty if not given
 * @param hosts claimed hosts, each with its line
 */
record CatalogYaml(
        @Nullable CatalogId id, String version, @Nullable ShopSettings settings, Map<HostPattern, Integer> hosts) {
    static final String FILE = "catalog.yaml";
    private static final int MAX_HOSTS = 10_000;
    private static final CatalogYaml NOTHING = new CatalogYaml(null, "", null, Map.of());

    static CatalogYaml read(CatalogFiles files, SourceMetadata hints, Limits limits, Problems problems) {
        if (files.size(FILE) < 0) {
            problems.error(FILE, 0, "the file is missing; " + whereItIs(files));
            return NOTHING;
        }
        return Utf8File.read(files, FILE, limits.yamlBytes(), problems)
                .flatMap(text -> YamlFile.read(FILE, text, CatalogKeys.TOP, problems))
                .map(top -> read(top, files, hints, problems))
                .orElse(NOTHING);
    }

    private static CatalogYaml read(YamlMap top, CatalogFiles files, SourceMetadata hints, Problems problems) {
        Optional<Canonical> canonical = top.parsed("canonical", Canonical::parse);
        Map<HostPattern, Integer> hosts = hosts(top, canonical, hints.hosts());
        return new CatalogYaml(
                top.require("id", "tack", CatalogId::new).orElse(null),
                top.line("version", 64),
                SettingsReader.read(top, canonical, hosts.keySet(), files, hints, problems),
                hosts);
    }

    /** The hosts in the list, in the manifest (with line 0) and in the canonical address. */
    private static Map<HostPattern, Integer> hosts(YamlMap top, Optional<Canonical> canonical, List<String> manifest) {
        Map<HostPattern, Integer> hosts = new LinkedHashMap<>();
        for (YamlNode node : top.list("hosts")) {
            Optional<HostPattern> host = node.parsed(HostPattern::parse);
            if (host.isPresent() && hosts.putIfAbsent(host.get(), node.line()) != null) {
                node.warning("the host '" + host.get() + "' appears twice; remove one");
            }
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
        canonical.ifPresent(c -> hosts.merge(
                new HostPattern.Exact(c.authority().host()),
                top.get("canonical").map(YamlNode::line).orElse(0),
                (listed, here) -> listed == 0 ? here : listed));
        if (hosts.size() > MAX_HOSTS) {
            top.self()
                    .error("there are " + hosts.size() + " hosts; at most " + MAX_HOSTS
                            + " are allowed in one catalog");
        }
        return hosts;
    }

    private static String whereItIs(CatalogFiles files) {
        return files.list("").stream()
                .filter(name -> name.endsWith("/" + FILE))
                .findFirst()
                .map(name -> "it lies in " + name.substring(0, name.length() - FILE.length())
                        + ", so pack the files themselves, not the folder around them")
                .orElse("write one with id, name, hosts, currency and locale");
    }
}
