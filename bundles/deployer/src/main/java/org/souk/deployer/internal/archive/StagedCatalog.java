package org.souk.deployer.internal.archive;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.souk.common.text.TextNormalizer;

/**
 * The files of a catalog, unpacked into a staging folder.
 *
 * @param folder the staging folder
 * @param digest SHA-256 over names and contents
 * @param manifest main attributes of {@code META-INF/MANIFEST.MF}, if there is one
 * @param java whether the catalog contains Java classes
 */
public record StagedCatalog(Path folder, String digest, Map<String, String> manifest, boolean java) {
    /** Hosts of the {@code Web-VirtualHosts} header, without the connector names that Pax Web allows there. */
    public List<String> virtualHosts() {
        return Arrays.stream(manifest.getOrDefault("Web-VirtualHosts", "").split(","))
                .map(host -> TextNormalizer.strip(host.replaceFirst("@.*", "")))
                .filter(host -> !host.isEmpty())
                .toList();
    }
}
