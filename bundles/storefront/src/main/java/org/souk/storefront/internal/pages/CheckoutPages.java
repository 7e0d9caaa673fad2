package org.souk.storefront.internal.pages;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.cart.Cart;
import org.souk.api.cart.CartLine;
import org.souk.api.cart.Carts;
import org.souk.api.catalog.Catalog;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.node.Node;
import org.souk.api.node.Role;
import org.souk.api.order.CheckoutRequest;
import org.souk.api.order.Orders;
import org.souk.api.order.Placement;
import org.souk.api.order.Shortage;
import org.souk.storefront.internal.text.ThemeTexts;
import org.souk.storefront.internal.view.ListingView.ParameterView;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Form;
import org.souk.storefront.internal.web.ParkedShop;
import org.souk.storefront.internal.web.Reply;

/** The checkout, which is one page with one form. A hidden idempotency key ensures one order, even if the form is sent repeatedly. */
@Component(service = CheckoutPages.class)
public final class CheckoutPages {
    private final PageSupport support;
    private final Carts carts;
    private final Orders orders;
    private final Node node;
    private final CheckoutHandOver handOver;
    private final Clock clock;

    @Activate
    public CheckoutPages(
            @Reference PageSupport support,
            @Reference Carts carts,
            @Reference Orders orders,
            @Reference Node node,
            @Reference CheckoutHandOver handOver) {
        this(support, carts, orders, node, handOver, Clock.systemUTC());
    }

    CheckoutPages(PageSupport support, Carts carts, Orders orders, Node node, CheckoutHandOver handOver, Clock clock) {
        this.support = support;
        this.carts = carts;
        this.orders = orders;
        this.node = node;
        this.handOver = handOver;
        this.clock = clock;
    }

    Reply show(Exchange exchange) {
        if (node.role() == Role.BROWSE) {
            return handOver.toCheckoutContainer(exchange);
        }
        return handOver.fromOtherContainer(exchange)
                .orElseGet(() -> form(exchange, form(exchange, Form.EMPTY), 200, null, Map.of()));
    }

    Reply submit(Exchange exchange) {
        if (node.role() == Role.BROWSE) {
            return handOver.toCheckoutContainer(exchange);
        }
        ThemeTexts texts = support.texts(exchange);
        Form submitted = exchange.form();
        CheckoutFields form = form(exchange, submitted);
        try {
            if (exchange.shop().parked()
                    && !(support.hasValidToken(exchange)
                            && ParkedShop.acceptsOpenCheckouts(exchange, clock.instant()))) {
                return orderPlacedBefore(exchange, form, submitted);
            }
            if (!support.hasValidToken(exchange)) {
                return form(exchange, form, 403, texts.get("checkout.expired"), Map.of());
            }
            if (submitted.text("action").equals("recalculate")) {
                return form(exchange, form, 200, null, Map.of());
            }
            Cart cart = cart(exchange, form);
            // the cart may be empty because this form has already placed the order: look up the key
            if (!cart.isEmpty() && !submitted.text("shown").equals(CheckoutFields.shown(cart))) {
                String total = support.presenter(exchange).formats().money(cart.total());
                return form(exchange, cart, form.withNewKey(), 409, texts.get("checkout.total", total), Map.of());
            }
            return place(exchange, form, version(submitted, cart));
        } catch (DatabaseUnavailableException e) {
            return databaseUnavailable(exchange, form, submitted);
        }
    }

    /** The reply to a form of a parked shop that had already placed its order: the page of that order. */
    private Reply orderPlacedBefore(Exchange exchange, CheckoutFields form, Form submitted) {
        if (!support.hasValidToken(exchange)) {
            throw ParkedShop.problem();
        }
        long version = version(submitted, cart(exchange, form));
        return orders.repeat(exchange.shop(), exchange.sessionOrNull(), request(exchange, form, version), form.key())
                .flatMap(PaymentPages::redirectAfter)
                .orElseThrow(ParkedShop::problem);
    }

    private static CheckoutRequest request(Exchange exchange, CheckoutFields form, long version) {
        return form.request(version, URI.create(exchange.baseUrl()));
    }

    private Reply place(Exchange exchange, CheckoutFields form, long version) {
        ThemeTexts texts = support.texts(exchange);
        Placement placement =
                orders.place(exchange.shop(), exchange.sessionOrNull(), request(exchange, form, version), form.key());
        Optional<Reply> redirect = PaymentPages.redirectAfter(placement);
        if (redirect.isPresent()) {
            return redirect.get();
        }
        if (placement instanceof Placement.PaymentDeclined || placement instanceof Placement.PaymentOver) {
            return form(exchange, form.withNewKey(), 409, texts.get("checkout.unpaid"), Map.of());
        }
        if (placement instanceof Placement.Invalid invalid) {
            return form(
                    exchange, form.withNewKey(), 422, texts.get("checkout.invalid"), errors(texts, invalid.errors()));
        }
        if (placement instanceof Placement.OutOfStock out) {
            return form(exchange, form.withNewKey(), 409, shortages(exchange, out.shortages()), Map.of());
        }
        if (placement instanceof Placement.PriceChanged) {
            return form(exchange, form.withNewKey(), 409, texts.get("checkout.price"), Map.of());
        }
        if (placement instanceof Placement.KeyReused) {
            return form(exchange, form.withNewKey(), 409, texts.get("checkout.again"), Map.of());
        }
        if (placement instanceof Placement.Elsewhere) {
            return handOver.toCheckoutContainer(exchange);
        }
        // the cart is empty, or a line cannot be bought; the page of the cart shows which
        return Reply.redirect(303, "/cart");
    }

    private Reply form(
            Exchange exchange, CheckoutFields form, int status, @Nullable String notice, Map<String, String> errors) {
        return form(exchange, cart(exchange, form), form, status, notice, errors);
    }

    private Reply form(
            Exchange exchange,
            Cart cart,
            CheckoutFields form,
            int status,
            @Nullable String notice,
            Map<String, String> errors) {
        if (cart.isEmpty() || cart.lines().stream().anyMatch(l -> !l.available() && gone(l))) {
            return Reply.redirect(303, "/cart");
        }
        ThemeTexts texts = support.texts(exchange);
        ProductPresenter presenter = support.presenter(exchange);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("cart", new CartViews(exchange.catalog(), presenter, texts).view(cart, form.value("country")));
        model.put("checkout", form.view(presenter.formats(), texts, cart, notice, errors));
        return support.renderPrivate(exchange, status, "checkout.peb", texts.get("checkout.title"), model);
    }

    private static boolean gone(CartLine line) {
        return line.problem().filter(p -> p == CartLine.Problem.GONE).isPresent();
    }

    /** The page when the database is unavailable. Whether the order was placed is unknown, so it offers to send the same form again. */
    private Reply databaseUnavailable(Exchange exchange, CheckoutFields form, Form submitted) {
        List<ParameterView> fields = new ArrayList<>();
        form.values().forEach((name, value) -> fields.add(new ParameterView(name, value)));
        fields.add(new ParameterView("key", form.key().value()));
        fields.add(new ParameterView("shown", submitted.text("shown")));
        fields.add(new ParameterView("cartVersion", submitted.text("cartVersion")));
        return support.errorPage(exchange, 503, "later.title", "later.text", Map.of("retry", fields))
                .retryAfter(Duration.ofSeconds(5));
    }

    private CheckoutFields form(Exchange exchange, Form submitted) {
        return CheckoutFields.of(submitted, exchange.catalog().settings());
    }

    private Cart cart(Exchange exchange, CheckoutFields form) {
        return carts.view(exchange.shop(), exchange.sessionOrNull(), form.destination());
    }

    private static long version(Form submitted, Cart cart) {
        String text = submitted.text("cartVersion");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : cart.version();
    }

    private String shortages(Exchange exchange, List<Shortage> shortages) {
        ThemeTexts texts = support.texts(exchange);
        return shortages.stream()
                .map(s -> {
                    String title = exchange.catalog()
                            .offer(s.sku())
                            .map(Catalog.Offer::title)
                            .orElse(s.sku().value());
                    return s.available() == 0
                            ? texts.get("checkout.out", title)
                            : texts.count("checkout.few", s.available(), title);
                })
                .collect(Collectors.joining(" "));
    }

    private static Map<String, String> errors(ThemeTexts texts, Map<String, String> errors) {
        Map<String, String> messages = new LinkedHashMap<>();
        errors.forEach((field, message) -> {
            String name = field.startsWith("shippingAddress.") ? field.substring("shippingAddress.".length()) : field;
            String formField = name.equals("payment.method") || name.equals("payment") ? "paymentMethod" : name;
            String key = "checkout.error." + formField;
            messages.put(formField, texts.has(key) ? texts.get(key) : message);
        });
        return messages;
    }
}
