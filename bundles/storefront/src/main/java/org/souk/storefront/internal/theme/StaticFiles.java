package org.souk.storefront.internal.theme;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogFiles;

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
        return hash(name, new HashSet<>()).map(hash -> address(name, hash));
    }

    /** The file; empty if it is not there. */
    public Optional<Asset> asset(String name) {
        return hash(name, new HashSet<>()).flatMap(hash -> {
            if (!stylesheet(name)) {
                return Optional.of(new Asset(hash, files.size("static/" + name), () -> open(name)));
            }
            byte[] css = css(name, new HashSet<>(Set.of(name)));
            return Optional.of(new Asset(hash, css.length, () -> new ByteArrayInputStream(css)));
        });
    }

    private static String address(String name, String hash) {
        return FOLDER + Links.path(name) + "?v=" + hash;
    }

    /**
     * @param open stylesheets that are being read: one that names itself in a circle is not followed
     */
    private Optional<String> hash(String name, Set<String> open) {
        String known = hashes.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        // what is not there is not remembered: names come from templates and addresses, and there may be many
        if (name.isEmpty() || files.size("static/" + name) < 0 || !open.add(name)) {
            return Optional.empty();
        }
        String hash = stylesheet(name) ? Hashes.of(css(name, open)) : plain(name);
        hashes.put(name, hash);
        return Optional.of(hash);
    }

    private boolean stylesheet(String name) {
        return name.endsWith(".css") && files.size("static/" + name) <= LONGEST_STYLESHEET;
    }

    private byte[] css(String name, Set<String> open) {
        try (InputStream in = open(name)) {
            byte[] bytes = in.readAllBytes();
            String text = new String(bytes, StandardCharsets.UTF_8);
            // what is in another encoding is served as it is
            return text.indexOf('\uFFFD') >= 0
                    ? bytes
                    : StylesheetLinks.replace(text, name, linked -> linked(linked, open))
                            .getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("static/" + name + " cannot be read", e);
        }
    }

    private @Nullable String linked(String name, Set<String> open) {
        return hash(name, open).map(hash -> address(name, hash)).orElse(null);
    }

    private String plain(String name) {
        try (DigestInputStream in = new DigestInputStream(open(name), Hashes.sha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            return Hashes.shorten(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException("static/" + name + " cannot be read", e);
        }
    }

    private InputStream open(String name) throws IOException {
        return files.open("static/" + name)
                .orElseThrow(() -> new java.io.FileNotFoundException("static/" + name + " is gone"));
    }
}
