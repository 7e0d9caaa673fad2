package org.souk.deployer.internal.archive;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A catalog's files in a folder of our own.
 *
 * @param folder holds them
 * @param digest SHA-256 over names and contents
 * @param manifest main attributes of {@code META-INF/MANIFEST.MF}, if there is one
 * @param java whether it brings classes
 */
public record StagedCatalog(Path folder, String digest, Map<String, String> manifest, boolean java) {
    /** Hosts of the header that Pax Web reads, less the connectors that web bundles may name there. */
    public List<String> virtualHosts() {
        return Arrays.stream(manifest.getOrDefault("Web-VirtualHosts", "").split(","))
                .map(host -> host.replaceFirst("@.*", "").strip())
                .filter(host -> !host.isEmpty())
                .toList();
    }
}
