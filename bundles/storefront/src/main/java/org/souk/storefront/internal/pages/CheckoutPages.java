package org.souk.storefront.internal.pages;

import java.net.URI;
import java.time.Clock;
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

/** The checkout: one page, one form. A hidden key makes it one order however often it is sent. */
@Component(service = CheckoutPages.class)
public final class CheckoutPages {
    private final PageSupport room;
    private final Carts carts;
    private final Orders orders;
    private final Node node;
    private final CheckoutElsewhere elsewhere;
    private final ParkedShop parked;
    private final CheckoutViews views = new CheckoutViews();

    /** With what takes orders. */
    @Activate
    public CheckoutPages(
            @Reference PageSupport room,
            @Reference Carts carts,
            @Reference Orders orders,
            @Reference Node node,
            @Reference CheckoutElsewhere elsewhere) {
        this(room, carts, orders, node, elsewhere, Clock.systemUTC());
    }

    CheckoutPages(PageSupport room, Carts carts, Orders orders, Node node, CheckoutElsewhere elsewhere, Clock clock) {
        this.parked = new ParkedShop(clock);
        this.room = room;
        this.carts = carts;
        this.orders = orders;
        this.node = node;
        this.elsewhere = elsewhere;
    }

    Reply show(Exchange exchange) {
        if (node.role() == Role.BROWSE) {
            return elsewhere.leave(exchange);
        }
        return elsewhere
                .arrive(exchange)
                .orElseGet(() -> form(exchange, form(exchange, Form.EMPTY), 200, null, Map.of()));
    }

    Reply send(Exchange exchange) {
        if (node.role() == Role.BROWSE) {
            return elsewhere.leave(exchange);
        }
        ThemeTexts texts = room.texts(exchange);
        Form sent = exchange.form();
        CheckoutFormView form = form(exchange, sent);
        try {
            if (exchange.shop().parked() && !(room.own(exchange) && parked.finishing(exchange))) {
                return repeated(exchange, form, sent);
            }
            if (!room.own(exchange)) {
                return form(exchange, form, 403, texts.get("checkout.expired"), Map.of());
            }
            if (sent.text("action").equals("recalculate")) {
                return form(exchange, form, 200, null, Map.of());
            }
            Cart cart = cart(exchange, form);
            // an empty cart may be one that this very form has ordered: its key tells
            if (!cart.isEmpty() && !sent.text("shown").equals(views.shown(cart))) {
                String total = room.shelf(exchange).formats().money(cart.total());
                return form(exchange, cart, form.again(), 409, texts.get("checkout.total", total), Map.of());
            }
            return place(exchange, form, version(sent, cart));
        } catch (DatabaseUnavailableException e) {
            return later(exchange, form, sent);
        }
    }

    /** The order that the form has become before its shop closed. */
    private Reply repeated(Exchange exchange, CheckoutFormView form, Form sent) {
        if (!room.own(exchange)) {
            throw ParkedShop.problem();
        }
        long version = version(sent, cart(exchange, form));
        return orders.repeat(
                        exchange.shop(), exchange.session().orElse(null), request(exchange, form, version), form.key())
                .flatMap(PaymentPages::onward)
                .orElseThrow(ParkedShop::problem);
    }

    private static CheckoutRequest request(Exchange exchange, CheckoutFormView form, long version) {
        return form.request(version, URI.create(exchange.baseUrl()));
    }

    private Reply place(Exchange exchange, CheckoutFormView form, long version) {
        ThemeTexts texts = room.texts(exchange);
        Placement placement = orders.place(
                exchange.shop(), exchange.session().orElse(null), request(exchange, form, version), form.key());
        Optional<Reply> onward = PaymentPages.onward(placement);
        if (onward.isPresent()) {
            return onward.get();
        }
        if (placement instanceof Placement.PaymentDeclined || placement instanceof Placement.PaymentOver) {
            return form(exchange, form.again(), 409, texts.get("checkout.unpaid"), Map.of());
        }
        if (placement instanceof Placement.Invalid invalid) {
            return form(exchange, form.again(), 422, texts.get("checkout.invalid"), errors(texts, invalid.errors()));
        }
        if (placement instanceof Placement.OutOfStock out) {
            return form(exchange, form.again(), 409, shortages(exchange, out.shortages()), Map.of());
        }
        if (placement instanceof Placement.PriceChanged) {
            return form(exchange, form.again(), 409, texts.get("checkout.price"), Map.of());
        }
        if (placement instanceof Placement.KeyReused) {
            return form(exchange, form.again(), 409, texts.get("checkout.again"), Map.of());
        }
        if (placement instanceof Placement.Elsewhere) {
            return elsewhere.leave(exchange);
        }
        // empty, or a line that is gone: the cart tells which
        return Reply.redirect(303, "/cart");
    }

    private Reply form(
            Exchange exchange, CheckoutFormView form, int status, @Nullable String notice, Map<String, String> errors) {
        return form(exchange, cart(exchange, form), form, status, notice, errors);
    }

    private Reply form(
            Exchange exchange,
            Cart cart,
            CheckoutFormView form,
            int status,
            @Nullable String notice,
            Map<String, String> errors) {
        if (cart.isEmpty() || cart.lines().stream().anyMatch(l -> !l.available() && gone(l))) {
            return Reply.redirect(303, "/cart");
        }
        ThemeTexts texts = room.texts(exchange);
        ProductPresenter shelf = room.shelf(exchange);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("cart", new CartViews(exchange.shop().catalog(), shelf, texts).view(cart, form.value("country")));
        model.put(
                "checkout",
                views.view(exchange.shop().catalog().settings(), shelf.formats(), texts, form, cart, notice, errors));
        return room.page(exchange, status, "checkout.peb", room.hidden(exchange, texts.get("checkout.title")), model);
    }

    private static boolean gone(CartLine line) {
        return line.problem().filter(p -> p == CartLine.Problem.GONE).isPresent();
    }

    /** The database is away, and whether it took the order is not known: the same form once more, with the same key. */
    private Reply later(Exchange exchange, CheckoutFormView form, Form sent) {
        List<ParameterView> fields = new java.util.ArrayList<>();
        form.values().forEach((name, value) -> fields.add(new ParameterView(name, value)));
        fields.add(new ParameterView("key", form.key().value()));
        fields.add(new ParameterView("shown", sent.text("shown")));
        fields.add(new ParameterView("cartVersion", sent.text("cartVersion")));
        ThemeTexts texts = room.texts(exchange);
        Map<String, Object> model = Map.of(
                "status",
                503,
                "title",
                texts.get("later.title"),
                "text",
                texts.get("later.text"),
                "retry",
                fields,
                "onward",
                "");
        return room.page(exchange, 503, "error.peb", room.hidden(exchange, texts.get("later.title")), model)
                .with("Retry-After", "5");
    }

    private CheckoutFormView form(Exchange exchange, Form sent) {
        return CheckoutFormView.of(sent, exchange.shop().catalog().settings());
    }

    private Cart cart(Exchange exchange, CheckoutFormView form) {
        return carts.view(exchange.shop(), exchange.session().orElse(null), form.destination());
    }

    private static long version(Form sent, Cart cart) {
        String text = sent.text("cartVersion");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : cart.version();
    }

    private String shortages(Exchange exchange, List<Shortage> shortages) {
        ThemeTexts texts = room.texts(exchange);
        return shortages.stream()
                .map(s -> {
                    String title = exchange.shop()
                            .catalog()
                            .offer(s.sku())
                            .map(o -> o.title())
                            .orElse(s.sku().value());
                    return s.available() == 0
                            ? texts.get("checkout.out", title)
                            : texts.count("checkout.few", s.available(), title);
                })
                .collect(Collectors.joining(" "));
    }

    private static Map<String, String> errors(ThemeTexts texts, Map<String, String> errors) {
        Map<String, String> told = new LinkedHashMap<>();
        errors.forEach((field, message) -> {
            String name = field.startsWith("shippingAddress.") ? field.substring("shippingAddress.".length()) : field;
            String ours = name.equals("payment.method") || name.equals("payment") ? "paymentMethod" : name;
            told.put(
                    ours,
                    Optional.of("checkout.error." + ours)
                            .filter(texts::has)
                            .map(k -> texts.get(k))
                            .orElse(message));
        });
        return told;
    }
}
