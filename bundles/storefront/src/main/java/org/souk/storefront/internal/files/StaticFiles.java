package org.souk.storefront.internal.files;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.souk.api.catalog.CatalogFiles;
import org.souk.common.digest.Sha256;
import org.souk.common.text.TextNormalizer;
import org.souk.storefront.internal.text.Links;

/**
 * The files in {@code static/} of a catalog. The address of a file contains a hash of its content. A stylesheet is served with the
 * addresses of the files that it refers to, so its hash also changes with theirs.
 */
public final class StaticFiles {
    public static final String FOLDER = "/static/";
    /** Name in the model of a template. Templates cannot use it, because it is no identifier. */
    public static final String KEY = "souk:static";
    /** In bytes. A longer stylesheet is served unchanged. */
    private static final int MAX_STYLESHEET_BYTES = 1 << 20;

    private final CatalogFiles files;
    private final Map<String, String> hashes = new ConcurrentHashMap<>();
    private final Stylesheets stylesheets = new Stylesheets(
            this::isRewritten, this::content, name -> address(name).orElse(null));

    public StaticFiles(CatalogFiles files) {
        this.files = files;
    }

    /**
     * A file as it is served.
     *
     * @param hash twelve hexadecimal digits
     * @param length in bytes
     */
    public record Asset(String hash, long length, Opener opener) {}

    public interface Opener {
        /** The caller closes the stream. */
        InputStream open() throws IOException;
    }

    /**
     * The address of a file; empty if there is none.
     *
     * @param name relative to {@code static/}
     */
    public Optional<String> address(String name) {
        String normalised = TextNormalizer.nfc(name);
        return hash(normalised).map(hash -> FOLDER + Links.path(normalised) + "?v=" + hash);
    }

    public Optional<Asset> asset(String name) {
        return hash(name).map(hash -> {
            if (!isRewritten(name)) {
                return new Asset(hash, size(name), () -> open(name));
            }
            byte[] css = stylesheets.css(name);
            return new Asset(hash, css.length, () -> new ByteArrayInputStream(css));
        });
    }

    private Optional<String> hash(String name) {
        if (isRewritten(name)) {
            return Optional.of(stylesheets.hash(name));
        }
        String known = hashes.get(name);
        // missing files are not cached: templates and requests can name any number of them
        if (known == null && !name.isEmpty() && size(name) >= 0) {
            known = plain(name);
            hashes.put(name, known);
        }
        return Optional.ofNullable(known);
    }

    private boolean isRewritten(String name) {
        long size = name.endsWith(".css") ? size(name) : -1;
        return size >= 0 && size <= MAX_STYLESHEET_BYTES;
    }

    private long size(String name) {
        return files.size("static/" + name);
    }

    private byte[] content(String name) {
        try (InputStream in = open(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private String plain(String name) {
        try {
            return Hashes.shorten(Sha256.of(open(name)));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static UncheckedIOException unreadable(String name, IOException e) {
        return new UncheckedIOException("static/" + name + " cannot be read", e);
    }

    private InputStream open(String name) throws IOException {
        return files.open("static/" + name).orElseThrow(() -> new FileNotFoundException("static/" + name + " is gone"));
    }
}
