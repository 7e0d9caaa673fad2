package org.souk.storefront.internal.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;

/** The OpenAPI 3.1 document that describes the JSON API to clients. It is composed of the files in {@code openapi/}. */
final class ApiDocument {
    private final byte[] bytes;

    ApiDocument() {
        ObjectNode document = read("document");
        ObjectNode paths = document.withObject("/paths");
        for (String part : List.of("catalog", "cart", "orders", "account")) {
            paths.setAll(read("paths-" + part));
        }
        ObjectNode components = document.withObject("/components");
        for (String part : List.of("schemas", "parameters", "responses")) {
            components.set(part, read(part));
        }
        bytes = Json.bytes(document);
    }

    Reply reply(Exchange exchange) {
        return Json.cached(exchange, bytes);
    }

    private static ObjectNode read(String name) {
        String file = "openapi/" + name + ".json";
        try (InputStream in = ApiDocument.class.getResourceAsStream(file)) {
            return Json.unbounded(requireNonNull(in, file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
