package org.souk.sbom;

import java.util.List;

/**
 * One library in the distribution.
 *
 * @param group the Maven group id
 * @param name the Maven artifact id
 * @param version the Maven version
 * @param location where it lies: a path relative to the distribution, and after {@code !/} the path in that jar
 * @param sha256 the digest of the jar in hexadecimal, or empty for classes that were copied into another jar
 * @param license what its manifest says of the license, or empty
 */
record Artifact(String group, String name, String version, String location, String sha256, String license) {
    /** The identifier that scanners look up. */
    String purl() {
        return "pkg:maven/" + group + "/" + name + "@" + version;
    }

    /** Reads {@code group:artifact:version}. */
    static Artifact parse(String coordinates, String location, String sha256, String license) {
        List<String> parts = List.of(coordinates.strip().split(":", -1));
        if (parts.size() != 3 || parts.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(location + ": \"" + coordinates + "\" is not group:artifact:version");
        }
        return new Artifact(parts.get(0), parts.get(1), parts.get(2), location, sha256, license);
    }

    @Override
    public String toString() {
        return group + ":" + name + ":" + version;
    }
}
