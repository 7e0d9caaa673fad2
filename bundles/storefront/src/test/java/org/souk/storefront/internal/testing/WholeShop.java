package org.souk.storefront.internal.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.LiveCatalogs;
import org.souk.api.catalog.Product;
import org.souk.api.host.Host;
import org.souk.api.search.Facet;
import org.souk.api.search.ProductSearch;
import org.souk.api.search.SearchPage;
import org.souk.api.search.SearchQuery;
import org.souk.api.search.Suggestion;
import org.souk.storefront.internal.json.JsonApi;
import org.souk.storefront.internal.pages.ShopPages;
import org.souk.storefront.internal.search.ProductFinder;
import org.souk.storefront.internal.servlet.ShopServlet;

/** The servlet over fakes, with one shop at {@code tack.localhost} and below. */
public final class WholeShop {
    public final FakeCarts carts = new FakeCarts();
    public final FakeOrders orders = new FakeOrders();
    public final FakeCustomers customers = new FakeCustomers();
    public final FakeStock stock = new FakeStock();
    public final FakePayments payments = new FakePayments();
    public LiveCatalog shop;
    public SearchQuery asked;
    public int leases;
    public boolean settled = true;
    private final ShopServlet servlet;

    public WholeShop(LiveCatalog shop, ShopPages pages, String... trustedProxies) {
        this(shop, pages, 100_000, trustedProxies);
    }

    /** @param createdPerAddress sessions and idempotency keys of one address a day */
    public WholeShop(LiveCatalog shop, ShopPages pages, int createdPerAddress, String... trustedProxies) {
        this.shop = shop;
        JsonApi api = new JsonApi(new ProductFinder(new Found()), carts, orders, stock, payments, customers);
        this.servlet =
                ShopServlet.with(new OneShop(), () -> settled, api, pages, carts, createdPerAddress, trustedProxies);
    }

    public FakeResponse send(FakeRequest request) {
        FakeResponse response = new FakeResponse();
        try {
            servlet.service(request.servlet(), response.servlet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return response;
    }

    private final class Found implements ProductSearch {
        @Override
        public Optional<SearchPage> find(LiveCatalog live, SearchQuery query) {
            asked = query;
            return Optional.of(new SearchPage(
                    live.catalog().products(),
                    2,
                    List.of(new Facet("vendor", List.of(new Facet.Value("Tack & Co", 1)))),
                    query.text().equals("snafle") ? "snaffle" : null));
        }

        @Override
        public List<Suggestion> suggest(LiveCatalog live, String text, int limit) {
            Product bridle = live.catalog().products().get(0);
            return text.isBlank()
                    ? List.of()
                    : List.of(new Suggestion("snaffle", null), new Suggestion(bridle.title(), bridle));
        }
    }

    private final class OneShop implements LiveCatalogs {
        @Override
        public Optional<Lease> at(Host host, InetAddress local) {
            if (!host.name().equals("tack.localhost") && !host.name().endsWith(".tack.localhost")) {
                return Optional.empty();
            }
            leases++;
            LiveCatalog live = shop;
            return Optional.of(new Lease() {
                @Override
                public LiveCatalog live() {
                    return live;
                }

                @Override
                public void close() {
                    leases--;
                }
            });
        }

        @Override
        public Optional<Lease> withId(CatalogId id) {
            return Optional.empty();
        }

        @Override
        public List<CatalogId> ids() {
            return List.of(new CatalogId("tack"));
        }
    }
}
