package org.souk.storefront.internal.theme;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.souk.api.catalog.CatalogFiles;
import org.souk.common.digest.Sha256;

/**
 * A catalog's files in {@code static/}, each under an address that names its content. A stylesheet's content are also the files it
 * names: it is served with their addresses in it.
 */
public final class StaticFiles {
    /** Where they are found. */
    public static final String FOLDER = "/static/";
    /** Name in the model; no template can write it. */
    static final String KEY = "souk:static";
    /** A longer stylesheet is served as it is. */
    private static final int LONGEST_STYLESHEET = 1 << 20;

    private final CatalogFiles files;
    private final Map<String, String> hashes = new ConcurrentHashMap<>();
    private final Stylesheets sheets = new Stylesheets(
            this::stylesheet, this::content, name -> address(name).orElse(null));

    StaticFiles(CatalogFiles files) {
        this.files = files;
    }

    /**
     * A file as it is served.
     *
     * @param hash twelve hexadecimal digits that tell its content
     * @param length in bytes
     */
    public record Asset(String hash, long length, Opener opener) {}

    /** Opens a file. */
    public interface Opener {
        /** Its bytes; the caller closes them. */
        InputStream open() throws IOException;
    }

    /**
     * The address of that file; empty if it is not there.
     *
     * @param name inside {@code static/}
     */
    public Optional<String> address(String name) {
        return hash(name).map(hash -> FOLDER + Links.path(name) + "?v=" + hash);
    }

    /** The file; empty if it is not there. */
    public Optional<Asset> asset(String name) {
        return hash(name).map(hash -> {
            if (!stylesheet(name)) {
                return new Asset(hash, size(name), () -> open(name));
            }
            byte[] css = sheets.css(name);
            return new Asset(hash, css.length, () -> new ByteArrayInputStream(css));
        });
    }

    private Optional<String> hash(String name) {
        if (stylesheet(name)) {
            return Optional.of(sheets.hash(name));
        }
        String known = hashes.get(name);
        // what is not there is not remembered: names come from templates and addresses, and there may be many
        if (known == null && !name.isEmpty() && size(name) >= 0) {
            known = plain(name);
            hashes.put(name, known);
        }
        return Optional.ofNullable(known);
    }

    private boolean stylesheet(String name) {
        long size = name.endsWith(".css") ? size(name) : -1;
        return size >= 0 && size <= LONGEST_STYLESHEET;
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
        return files.open("static/" + name)
                .orElseThrow(() -> new java.io.FileNotFoundException("static/" + name + " is gone"));
    }
}
