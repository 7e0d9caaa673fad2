package org.souk.storefront.internal.web;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogFiles;

/** The files in a catalog's {@code static/}. A version of a catalog never changes, so its digest is the tag of all its files. */
public final class StaticFiles {
    private static final String FOLDER = "/static/";
    private static final String SANDBOX = "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
            + " font-src 'self' data:; frame-ancestors 'none'; sandbox";

    private StaticFiles() {}

    /**
     * The address of a file, with the version in it, so that browsers may keep it for good.
     *
     * @param name inside {@code static/}
     */
    public static String address(Catalog catalog, String name) {
        String encoded = Arrays.stream(name.split("/"))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        return FOLDER + encoded + "?v=" + tag(catalog);
    }

    static boolean claims(String path) {
        return path.startsWith(FOLDER);
    }

    /** The file at that path; empty if there is none. */
    static Optional<Reply> handle(Exchange exchange) {
        if (!exchange.reads()) {
            throw new RequestProblem(
                    405,
                    "method-not-allowed",
                    "allowed here: GET, HEAD",
                    java.util.Map.of(),
                    java.util.Map.of("Allow", "GET, HEAD"));
        }
        CatalogFiles files = exchange.shop().files();
        String name = exchange.path().substring(1);
        long size = files.size(name);
        if (size < 0) {
            return Optional.empty();
        }
        String tag = tag(exchange.shop().catalog());
        boolean versioned = exchange.query("v").filter(tag::equals).isPresent();
        String type = MediaTypes.of(name);
        Reply reply = new Reply(200, java.util.Map.of("Content-Type", type), new FileContent(files, name, size), null)
                .with("Cache-Control", versioned ? "public, max-age=31536000, immutable" : "public, max-age=60");
        if (MediaTypes.active(type)) {
            reply = reply.with("Content-Security-Policy", SANDBOX);
        }
        return Optional.of(Conditional.tagged(exchange, reply, tag));
    }

    private static String tag(Catalog catalog) {
        String digest = catalog.digest();
        return digest.substring(0, Math.min(12, digest.length()));
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
