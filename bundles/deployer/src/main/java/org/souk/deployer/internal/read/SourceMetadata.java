package org.souk.deployer.internal.read;

import java.util.List;

/**
 * What is known of a catalog besides its files.
 *
 * @param version to use if {@code catalog.yaml} gives none
 * @param hosts of the manifest's {@code Web-VirtualHosts}
 * @param digest of its files
 * @param gateways whether it may bring a payment gateway in Java
 */
public record SourceMetadata(String version, List<String> hosts, String digest, boolean gateways) {}
