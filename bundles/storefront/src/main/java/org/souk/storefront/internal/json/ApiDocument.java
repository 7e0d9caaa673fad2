package org.souk.storefront.internal.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;

/** The document that describes the API (OpenAPI 3.1). */
final class ApiDocument {
    private final byte[] bytes;

    ApiDocument() {
        try (InputStream in = ApiDocument.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is not in the bundle");
            }
            bytes = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reply reply(Exchange exchange) {
        return CachedJson.reply(exchange, bytes);
    }
}
