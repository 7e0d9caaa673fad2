package org.souk.storefront.internal.pages;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.ProductCollection;
import org.souk.api.search.SearchPage;
import org.souk.api.search.SearchQuery;
import org.souk.storefront.internal.search.ProductFinder;
import org.souk.storefront.internal.text.Html;
import org.souk.storefront.internal.text.ThemeTexts;
import org.souk.storefront.internal.theme.ShopTheme;
import org.souk.storefront.internal.view.PageView;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/** The home page, collections, search and policies. None of them uses the database. */
@Component(service = CatalogPages.class)
public final class CatalogPages {
    private static final int FEATURED = 8;

    private final PageSupport support;
    private final ProductFinder finder;

    @Activate
    public CatalogPages(@Reference PageSupport support, @Reference ProductFinder finder) {
        this.support = support;
        this.finder = finder;
    }

    Reply home(Exchange exchange) {
        Catalog catalog = exchange.catalog();
        ProductPresenter presenter = support.presenter(exchange);
        String title = catalog.settings().tagline().isEmpty()
                ? catalog.name()
                : catalog.name() + " – " + catalog.settings().tagline();
        return support.render(
                exchange,
                200,
                "home.peb",
                support.publicPage(
                        exchange, title, Html.excerpt(catalog.settings().description(), 160)),
                Map.of(
                        "collections",
                                catalog.collections().stream()
                                        .filter(c -> !c.products().isEmpty())
                                        .limit(12)
                                        .map(presenter::collection)
                                        .toList(),
                        "featured", presenter.cards(featured(catalog)),
                        "total", catalog.products().size()));
    }

    Reply collection(Exchange exchange) {
        ProductCollection collection = exchange.catalog()
                .collection(exchange.variable("collection"))
                .orElseThrow(() -> RequestProblem.notFound("there is no such collection"));
        ProductPresenter presenter = support.presenter(exchange);
        ListParameters listing = ListParameters.of(exchange, collection.handle(), support.texts(exchange));
        SearchPage found = finder.find(exchange.shop(), listing.query());
        PageView page = support.publicPage(exchange, collection.title(), Html.excerpt(collection.description(), 160));
        return support.render(
                exchange,
                200,
                "collection.peb",
                page,
                Map.of("collection", presenter.collection(collection), "listing", listing.view(presenter, found)));
    }

    Reply search(Exchange exchange) {
        ThemeTexts texts = support.texts(exchange);
        ListParameters listing = ListParameters.of(exchange, "", texts);
        SearchQuery query = listing.query();
        SearchPage found = finder.find(exchange.shop(), query);
        String title = query.text().isEmpty()
                ? texts.get("search.all")
                : texts.get("search.for", found.corrected().orElse(query.text()));
        ProductPresenter presenter = support.presenter(exchange);
        List<Product> instead = found.total() == 0 ? featured(exchange.catalog()) : List.of();
        boolean indexed = query.text().isEmpty();
        return support.render(
                exchange,
                200,
                "search.peb",
                new PageView(title, "", "", exchange.path(), query.text(), indexed),
                Map.of(
                        "listing", listing.view(presenter, found),
                        "corrected", found.corrected().isPresent(),
                        "instead", presenter.cards(instead.stream().limit(4).toList())));
    }

    Reply policy(Exchange exchange) {
        ShopTheme.Policy policy = support.theme(exchange).policies().get(exchange.variable("policy"));
        if (policy == null) {
            throw RequestProblem.notFound("there is no such policy");
        }
        return support.render(
                exchange,
                200,
                "policy.peb",
                support.publicPage(exchange, policy.title(), ""),
                Map.of("title", policy.title(), "text", policy.text()));
    }

    /** The first products of every collection in turn, then of the catalog. */
    private static List<Product> featured(Catalog catalog) {
        List<ProductCollection> collections = catalog.collections();
        Stream<Product> inTurn = IntStream.range(0, FEATURED).boxed().flatMap(i -> collections.stream()
                .map(ProductCollection::products)
                .filter(products -> i < products.size())
                .map(products -> products.get(i)));
        return Stream.concat(inTurn, catalog.products().stream())
                .distinct()
                .limit(FEATURED)
                .toList();
    }
}
