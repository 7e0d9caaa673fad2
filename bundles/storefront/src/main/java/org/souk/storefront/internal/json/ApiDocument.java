package org.souk.storefront.internal.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;

/** The OpenAPI 3.1 document of the API, composed of the files in {@code openapi/}. */
final class ApiDocument {
    private final byte[] bytes;

    ApiDocument() {
        ObjectNode document = read("document");
        ObjectNode paths = document.withObject("/paths");
        paths.setAll(read("paths-catalog"));
        paths.setAll(read("paths-cart"));
        paths.setAll(read("paths-orders"));
        paths.setAll(read("paths-account"));
        ObjectNode components = document.withObject("/components");
        components.set("schemas", read("schemas"));
        components.set("parameters", read("parameters"));
        components.set("responses", read("responses"));
        bytes = Json.bytes(document);
    }

    Reply reply(Exchange exchange) {
        return CachedJson.reply(exchange, bytes);
    }

    private static ObjectNode read(String name) {
        String file = "openapi/" + name + ".json";
        try (InputStream in = ApiDocument.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not in the bundle");
            }
            return Json.unbounded(in);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
