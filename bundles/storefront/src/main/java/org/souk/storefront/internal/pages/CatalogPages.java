package org.souk.storefront.internal.pages;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.ProductCollection;
import org.souk.api.search.SearchPage;
import org.souk.api.search.SearchQuery;
import org.souk.storefront.internal.find.Finder;
import org.souk.storefront.internal.text.Html;
import org.souk.storefront.internal.text.ThemeTexts;
import org.souk.storefront.internal.theme.ShopTheme;
import org.souk.storefront.internal.view.PageView;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/** Pages of what there is: home, collections, search, policies. None of them asks the database. */
@Component(service = CatalogPages.class)
public final class CatalogPages {
    private static final int FEATURED = 8;

    private final PageSupport room;
    private final Finder finder;

    /** With what finds products. */
    @Activate
    public CatalogPages(@Reference PageSupport room, @Reference Finder finder) {
        this.room = room;
        this.finder = finder;
    }

    Reply home(Exchange exchange) {
        Catalog catalog = exchange.shop().catalog();
        ProductPresenter shelf = room.shelf(exchange);
        String title = catalog.settings().tagline().isEmpty()
                ? catalog.name()
                : catalog.name() + " – " + catalog.settings().tagline();
        return room.page(
                exchange,
                200,
                "home.peb",
                room.found(exchange, title, Html.words(catalog.settings().description(), 160)),
                Map.of(
                        "collections",
                                catalog.collections().stream()
                                        .filter(c -> !c.products().isEmpty())
                                        .limit(12)
                                        .map(shelf::collection)
                                        .toList(),
                        "featured", shelf.cards(featured(catalog)),
                        "total", catalog.products().size()));
    }

    Reply collection(Exchange exchange) {
        ProductCollection collection = exchange.shop()
                .catalog()
                .collection(exchange.variable("collection"))
                .orElseThrow(() -> RequestProblem.notFound("there is no such collection"));
        ProductPresenter shelf = room.shelf(exchange);
        ListParameters listing = ListParameters.of(exchange, collection.handle(), room.texts(exchange));
        SearchPage found = finder.find(exchange.shop(), listing.query());
        return room.page(
                exchange,
                200,
                "collection.peb",
                room.found(exchange, collection.title(), Html.words(collection.description(), 160)),
                Map.of("collection", shelf.collection(collection), "listing", listing.view(shelf, found)));
    }

    Reply search(Exchange exchange) {
        ThemeTexts texts = room.texts(exchange);
        ListParameters listing = ListParameters.of(exchange, "", texts);
        SearchQuery query = listing.query();
        SearchPage found = finder.find(exchange.shop(), query);
        String title = query.text().isEmpty()
                ? texts.get("search.all")
                : texts.get("search.for", found.corrected().orElse(query.text()));
        ProductPresenter shelf = room.shelf(exchange);
        List<Product> instead = found.total() == 0 ? featured(exchange.shop().catalog()) : List.of();
        return room.page(
                exchange,
                200,
                "search.peb",
                new PageView(
                        title,
                        "",
                        "",
                        exchange.path(),
                        query.text(),
                        query.text().isEmpty()),
                Map.of(
                        "listing", listing.view(shelf, found),
                        "corrected", found.corrected().isPresent(),
                        "instead", shelf.cards(instead.stream().limit(4).toList())));
    }

    Reply policy(Exchange exchange) {
        ShopTheme.Policy policy = room.share(exchange).policies().get(exchange.variable("policy"));
        if (policy == null) {
            throw RequestProblem.notFound("there is no such policy");
        }
        return room.page(
                exchange,
                200,
                "policy.peb",
                room.found(exchange, policy.title(), ""),
                Map.of("title", policy.title(), "text", policy.text()));
    }

    /** A few of each collection, so that the home page shows what the shop is about; else the first. */
    private static List<Product> featured(Catalog catalog) {
        List<List<Product>> shelves = catalog.collections().isEmpty()
                ? List.of(catalog.products())
                : catalog.collections().stream()
                        .map(ProductCollection::products)
                        .toList();
        java.util.Set<Product> featured = new java.util.LinkedHashSet<>();
        for (int i = 0; i < FEATURED && featured.size() < FEATURED; i++) {
            for (List<Product> shelf : shelves) {
                if (i < shelf.size() && featured.size() < FEATURED) {
                    featured.add(shelf.get(i));
                }
            }
        }
        catalog.products().stream().limit(FEATURED).forEach(product -> {
            if (featured.size() < FEATURED) {
                featured.add(product);
            }
        });
        return List.copyOf(featured);
    }
}
