package org.souk.deployer.internal.bundle;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/** The file that a bundle's location names: {@code file:/…/x.jar}, or inside another scheme, {@code wrap:file:/…/x.jar$…}. */
public final class FileLocation {
    private FileLocation() {}

    /** The file, if the location names one. */
    public static Optional<Path> of(String location) {
        int start = location.lastIndexOf("file:");
        if (start < 0) {
            return Optional.empty();
        }
        int end = location.indexOf('$', start);
        String text = end < 0 ? location.substring(start) : location.substring(start, end);
        try {
            String path = new URI(text).normalize().getPath();
            return path == null || path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
