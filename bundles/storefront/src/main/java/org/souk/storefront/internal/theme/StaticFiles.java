package org.souk.storefront.internal.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.souk.api.catalog.CatalogFiles;

/** Addresses of a catalog's files in {@code static/}, each with a hash of its content. */
final class StaticFiles {
    /** Name in the model; no template can write it. */
    static final String KEY = "souk:static";

    private final CatalogFiles files;
    private final Map<String, Optional<String>> addresses = new ConcurrentHashMap<>();

    StaticFiles(CatalogFiles files) {
        this.files = files;
    }

    /** The address of that file; empty if it is not there. */
    Optional<String> address(String name) {
        Optional<String> known = addresses.get(name);
        if (known != null) {
            return known;
        }
        Optional<String> address = read(name);
        // what is not there is not remembered: names come from templates, and there may be many
        if (address.isPresent()) {
            addresses.put(name, address);
        }
        return address;
    }

    private Optional<String> read(String name) {
        if (name.isEmpty() || files.size("static/" + name) < 0) {
            return Optional.empty();
        }
        try {
            Optional<InputStream> file = files.open("static/" + name);
            if (file.isEmpty()) {
                return Optional.empty();
            }
            try (DigestInputStream in = new DigestInputStream(file.get(), Hashes.sha256())) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
                return Optional.of("/static/" + Links.path(name) + "?v="
                        + Hashes.shorten(in.getMessageDigest().digest()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("static/" + name + " cannot be read", e);
        }
    }
}
