package org.souk.storefront.internal.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.souk.api.search.SearchQuery;
import org.souk.api.search.Suggestion;
import org.souk.storefront.internal.search.ProductFinder;
import org.souk.storefront.internal.text.Links;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;

final class SuggestionCalls {
    private static final int MAX_SUGGESTIONS = 8;

    private final ProductFinder finder;

    SuggestionCalls(ProductFinder finder) {
        this.finder = finder;
    }

    Reply suggest(Exchange exchange) {
        String text = exchange.query().text("q");
        if (text.length() > SearchQuery.LONGEST) {
            throw JsonProblems.invalid(Map.of("q", "This has at most " + SearchQuery.LONGEST + " characters."));
        }
        ObjectNode node = Json.object();
        ArrayNode items = node.putArray("items");
        for (Suggestion suggestion : finder.suggest(exchange.shop(), text, MAX_SUGGESTIONS)) {
            ObjectNode item = items.addObject().put("text", suggestion.text());
            suggestion.product().ifPresent(product -> item.put("url", "/p/" + Links.segment(product.handle())));
        }
        return CachedJson.reply(exchange, node);
    }
}
