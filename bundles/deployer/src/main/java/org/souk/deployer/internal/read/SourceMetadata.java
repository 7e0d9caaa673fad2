package org.souk.deployer.internal.read;

import java.util.List;

/**
 * What the source says about a catalog in addition to its files, mostly in its manifest.
 *
 * @param version the version if {@code catalog.yaml} gives none
 * @param hosts hosts from {@code Web-VirtualHosts} in the manifest
 * @param digest SHA-256 of its files
 * @param gateways whether its Java may provide payment gateways
 */
public record SourceMetadata(String version, List<String> hosts, String digest, boolean gateways) {}
