package org.souk.deployer.internal.read;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.ShopSettings;

/**
 * What could be read of {@code catalog.yaml}. Parts that could not be are null, and a problem says why.
 *
 * @param version empty if it gives none
 */
record CatalogYaml(
        @Nullable CatalogId id, String version, @Nullable ShopSettings settings) {
    static final String FILE = "catalog.yaml";
    private static final CatalogYaml NOTHING = new CatalogYaml(null, "", null);

    static CatalogYaml read(CatalogFiles files, Hints hints, Limits limits, Problems problems) {
        if (files.size(FILE) < 0) {
            problems.error(FILE, 0, "the file is missing; " + whereItIs(files));
            return NOTHING;
        }
        return SourceText.read(files, FILE, limits.yamlBytes(), problems)
                .flatMap(text -> YamlFile.read(FILE, text, CatalogKeys.TOP, problems))
                .map(top -> new CatalogYaml(
                        id(top).orElse(null),
                        top.line("version", 64),
                        SettingsReader.read(top, files, hints, problems)))
                .orElse(NOTHING);
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
