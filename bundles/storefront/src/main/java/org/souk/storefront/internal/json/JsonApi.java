package org.souk.storefront.internal.json;

import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.cart.Carts;
import org.souk.api.customer.Customers;
import org.souk.api.order.Orders;
import org.souk.api.payment.Payments;
import org.souk.api.stock.Stock;
import org.souk.storefront.internal.search.ProductFinder;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.Route;
import org.souk.storefront.internal.web.Router;

/** The JSON API of a shop, under {@code /api/v1}. */
@Component(service = JsonApi.class)
public final class JsonApi {
    static final String BASE = "/api/v1";

    private final Router router;

    @Activate
    public JsonApi(
            @Reference ProductFinder finder,
            @Reference Carts carts,
            @Reference Orders orders,
            @Reference Stock stock,
            @Reference Payments payments,
            @Reference Customers customers) {
        CatalogCalls catalog = new CatalogCalls(finder, new ProductJson(carts, stock));
        CartCalls cart = new CartCalls(carts);
        OrderCalls order = new OrderCalls(orders);
        PaymentCalls payment = new PaymentCalls(payments);
        AccountCalls account = new AccountCalls(customers);
        ApiDocument document = new ApiDocument();
        this.router = new Router(List.of(
                new Route("GET", BASE + "/openapi.json", document::reply),
                new Route("GET", BASE + "/shop", catalog::shop),
                new Route("GET", BASE + "/products", catalog::products),
                new Route("GET", BASE + "/products/{handle}", catalog::product),
                new Route("GET", BASE + "/suggestions", catalog::suggestions),
                new Route("GET", BASE + "/cart", cart::view),
                new Route("POST", BASE + "/cart/lines", cart::add),
                new Route("PATCH", BASE + "/cart/lines/{id}", cart::change),
                new Route("DELETE", BASE + "/cart/lines/{id}", cart::remove),
                new Route("PUT", BASE + "/cart/coupon", cart::applyCoupon),
                new Route("DELETE", BASE + "/cart/coupon", cart::removeCoupon),
                new Route("POST", BASE + "/checkout", order::checkout),
                new Route("GET", BASE + "/orders/{number}", order::order),
                new Route("GET", BASE + "/payments/{attempt}", payment::payment),
                new Route("POST", BASE + "/payments/notices/{method}", payment::notice),
                new Route("GET", BASE + "/account", account::account),
                new Route("POST", BASE + "/account", account::register),
                new Route("POST", BASE + "/account/session", account::signIn),
                new Route("DELETE", BASE + "/account/session", account::signOut),
                new Route("PUT", BASE + "/account/password", account::changePassword),
                new Route("GET", BASE + "/account/orders", account::orders)));
    }

    /** The reply; empty if the API has no such path. */
    public Optional<Reply> handle(Exchange exchange) {
        return router.handle(exchange);
    }

    List<Route> routes() {
        return router.routes();
    }
}
