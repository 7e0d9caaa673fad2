package org.souk.storefront.internal.web;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.LiveCatalog;
import org.souk.storefront.internal.theme.Links;
import org.souk.storefront.internal.theme.ThemeShare;

/**
 * The files in a catalog's {@code static/}. An address with a tag in it may be kept for good: the hash of the content, which the
 * theme writes too, else the digest of the whole catalog, whose files never change within a version.
 */
public final class StaticFiles {
    private static final String FOLDER = "/static/";
    private static final String TAG = "?v=";
    private static final String SANDBOX = "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
            + " font-src 'self' data:; frame-ancestors 'none'; sandbox";

    private StaticFiles() {}

    /**
     * The address of a file, with its tag.
     *
     * @param name inside {@code static/}
     * @return empty if there is no such file
     */
    public static Optional<String> address(LiveCatalog shop, String name) {
        Optional<String> hashed = shop.share(ThemeShare.class).flatMap(share -> share.file(name));
        if (hashed.isPresent() || shop.files().size("static/" + name) < 0) {
            return hashed;
        }
        String digest = shop.catalog().digest();
        return Optional.of(FOLDER + Links.path(name) + TAG + digest.substring(0, Math.min(12, digest.length())));
    }

    static boolean claims(String path) {
        return path.startsWith(FOLDER);
    }

    /** The file at that path; empty if there is none. */
    static Optional<Reply> handle(Exchange exchange) {
        if (!exchange.reads()) {
            throw new RequestProblem(
                    405, "method-not-allowed", "allowed here: GET, HEAD", Map.of(), Map.of("Allow", "GET, HEAD"));
        }
        String path = exchange.path();
        Optional<String> address = address(exchange.shop(), path.substring(FOLDER.length()));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        CatalogFiles files = exchange.shop().files();
        String name = path.substring(1);
        String tag = address.get().substring(address.get().indexOf(TAG) + TAG.length());
        boolean versioned = exchange.query("v").filter(tag::equals).isPresent();
        String type = MediaTypes.of(name);
        Reply reply = new Reply(200, Map.of("Content-Type", type), new FileContent(files, name, files.size(name)), null)
                .with("Cache-Control", versioned ? "public, max-age=31536000, immutable" : "public, max-age=60");
        if (MediaTypes.active(type)) {
            reply = reply.with("Content-Security-Policy", SANDBOX);
        }
        return Optional.of(Conditional.tagged(exchange, reply, tag));
    }

    private record FileContent(CatalogFiles files, String name, long length) implements Reply.Content {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            try (InputStream in = files.open(name).orElseThrow(() -> new FileNotFoundException(name))) {
                in.transferTo(out);
            }
        }
    }
}
