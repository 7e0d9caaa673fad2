package org.souk.storefront.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import org.souk.storefront.internal.web.Conditional;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;

/** JSON that is the same for every shopper: kept for a moment, then asked for again by its tag. */
final class CachedJson {
    private static final int SECONDS = 5;

    private CachedJson() {}

    static Reply reply(Exchange exchange, JsonNode node) {
        return reply(exchange, Json.bytes(node));
    }

    static Reply reply(Exchange exchange, byte[] bytes) {
        return Conditional.tagged(exchange, Reply.json(200, bytes).cached(SECONDS), Conditional.tag(bytes));
    }
}
