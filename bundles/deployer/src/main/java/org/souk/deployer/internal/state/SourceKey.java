package org.souk.deployer.internal.state;

/** Keys of the sources that catalogs come from: the name of a file in the deploy folder, or {@code bundle:} and a bundle's location. */
public final class SourceKey {
    private static final String PREFIX = "bundle:";

    private SourceKey() {}

    public static String ofBundle(String location) {
        return PREFIX + location;
    }

    public static boolean isBundle(String key) {
        return key.startsWith(PREFIX);
    }

    public static String location(String key) {
        return key.substring(PREFIX.length());
    }
}
