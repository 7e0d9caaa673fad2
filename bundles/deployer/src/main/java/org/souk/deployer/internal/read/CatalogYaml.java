package org.souk.deployer.internal.read;

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

/**
 * The readable parts of {@code catalog.yaml}. Unreadable parts are null and have a problem.
 *
 * @param version empty if not given
 * @param hosts claimed hosts, each with its line
 */
record CatalogYaml(
        @Nullable CatalogId id, String version, @Nullable ShopSettings settings, Map<HostPattern, Integer> hosts) {
    static final String FILE = "catalog.yaml";
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
        Map<HostPattern, Integer> hosts = HostsReader.read(top, canonical, hints.hosts());
        return new CatalogYaml(
                id(top).orElse(null),
                top.line("version", 64),
                SettingsReader.read(top, canonical, hosts.keySet(), files, hints, problems),
                hosts);
    }

    private static Optional<CatalogId> id(YamlMap top) {
        return top.require("id", "tack").flatMap(node -> node.parsed(CatalogId::new));
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
