package org.souk.storefront.internal.pages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.ShippingMethod;
import org.souk.api.catalog.ShopSettings;
import org.souk.api.order.Address;
import org.souk.api.order.Order;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.OrderStatus;
import org.souk.api.order.Orders;
import org.souk.storefront.internal.text.Formats;
import org.souk.storefront.internal.text.Links;
import org.souk.storefront.internal.text.ThemeTexts;
import org.souk.storefront.internal.view.CartView;
import org.souk.storefront.internal.view.OrderView;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/** The page of an order. Its address contains a secret token: whoever has the link may see the order. */
@Component(service = OrderPage.class)
public final class OrderPage {
    private final PageSupport support;
    private final Orders orders;

    @Activate
    public OrderPage(@Reference PageSupport support, @Reference Orders orders) {
        this.support = support;
        this.orders = orders;
    }

    static String address(OrderNumber number, String token) {
        return "/orders/" + Links.segment(number.value()) + "?token=" + Links.parameter(token);
    }

    Reply show(Exchange exchange) {
        Catalog catalog = exchange.catalog();
        Order order = Exchange.parsed(exchange.variable("number"), OrderNumber::new)
                .flatMap(number ->
                        orders.find(catalog.id(), number, exchange.query().text("token")))
                .orElseThrow(() -> RequestProblem.notFound("there is no such order, or the link is not whole"));
        ThemeTexts texts = support.texts(exchange);
        Map<String, Object> model = Map.of("order", view(catalog, support.presenter(exchange), texts, order));
        String title = texts.get("order.window", order.number().value());
        return support.renderPrivate(exchange, 200, "order.peb", title, model).with("Referrer-Policy", "no-referrer");
    }

    private static OrderView view(Catalog catalog, ProductPresenter presenter, ThemeTexts texts, Order order) {
        Order.Details details = order.details();
        Formats formats = presenter.formats();
        CartViews carts = new CartViews(catalog, presenter, texts);
        boolean ended = order.status() == OrderStatus.CANCELLED || order.status() == OrderStatus.REFUNDED;
        boolean free = details.nothingToPay();
        Optional<ShopSettings.PaymentMethod> payment = payment(catalog.settings(), details.paymentMethod());
        return new OrderView(
                order.number().value(),
                formats.dateTime(order.placedAt()),
                texts.get("order.status." + order.status()),
                details.email(),
                address(details.shippingAddress(), formats),
                delivery(catalog.settings(), details.shippingMethod()),
                free ? "" : payment.map(ShopSettings.PaymentMethod::name).orElse(details.paymentMethod()),
                free
                        ? ""
                        : payment.map(ShopSettings.PaymentMethod::instructions).orElse(""),
                details.lines().stream()
                        .map(line -> new OrderView.LineView(
                                line.title(),
                                line.sku().value(),
                                line.quantity(),
                                formats.money(line.unitPrice()),
                                formats.money(line.lineTotal()),
                                carts.picture(catalog.offer(line.sku()).orElse(null))))
                        .toList(),
                formats.money(details.subtotal()),
                details.discount().isZero() ? null : "−" + formats.money(details.discount()),
                details.coupon()
                        .map(code -> new CartView.CouponView(code.value(), "", null))
                        .orElse(null),
                CartViews.price(texts, formats, details.shipping()),
                details.tax().isZero() ? null : formats.money(details.tax()),
                carts.tax(details.taxIncluded(), details.shippingAddress().country()),
                formats.money(details.total()),
                ended,
                ended ? texts.get("order.ended." + order.status()) : "");
    }

    private static List<String> address(Address a, Formats formats) {
        String town = (a.postcode() + " " + a.city()).strip();
        return Stream.of(a.name(), a.line1(), a.line2(), town, a.region(), formats.country(a.country()))
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static String delivery(ShopSettings shop, String id) {
        return shop.shipping().stream()
                .filter(method -> method.id().equals(id))
                .findFirst()
                .map(ShippingMethod::name)
                .orElse(id);
    }

    private static Optional<ShopSettings.PaymentMethod> payment(ShopSettings shop, String method) {
        return shop.payments().stream().filter(p -> p.method().equals(method)).findFirst();
    }
}
