package org.souk.storefront.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import org.souk.storefront.internal.web.CacheControl;
import org.souk.storefront.internal.web.ETag;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;

/** JSON that is the same for every shopper, so that caches may keep it for a short time. */
final class CachedJson {
    private CachedJson() {}

    static Reply reply(Exchange exchange, JsonNode node) {
        return reply(exchange, Json.bytes(node));
    }

    static Reply reply(Exchange exchange, byte[] bytes) {
        return ETag.conditional(exchange, Reply.json(200, bytes).with(CacheControl.CATALOG_JSON));
    }
}
