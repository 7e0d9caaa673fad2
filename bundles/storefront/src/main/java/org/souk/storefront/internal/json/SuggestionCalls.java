package org.souk.storefront.internal.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.souk.api.search.SearchQuery;
import org.souk.api.search.Suggestion;
import org.souk.storefront.internal.find.Finder;
import org.souk.storefront.internal.text.Links;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;

/** What somebody may be about to type into a search box. */
final class SuggestionCalls {
    private static final int MOST = 8;

    private final Finder finder;

    SuggestionCalls(Finder finder) {
        this.finder = finder;
    }

    Reply suggest(Exchange exchange) {
        String text = exchange.query().text("q");
        if (text.length() > SearchQuery.LONGEST) {
            throw JsonProblems.invalid(Map.of("q", "This has at most " + SearchQuery.LONGEST + " characters."));
        }
        ObjectNode node = Json.object();
        ArrayNode items = node.putArray("items");
        for (Suggestion suggestion : finder.suggest(exchange.shop(), text, MOST)) {
            ObjectNode item = items.addObject().put("text", suggestion.text());
            suggestion.product().ifPresent(product -> item.put("url", "/p/" + Links.segment(product.handle())));
        }
        return CachedJson.reply(exchange, node);
    }
}
