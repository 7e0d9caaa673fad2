package org.souk.core.internal.order;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.cart.Cart;
import org.souk.api.cart.Destination;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.ShopSettings;
import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;
import org.souk.api.node.Role;
import org.souk.api.order.CheckoutRequest;
import org.souk.api.order.Order;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.Orders;
import org.souk.api.order.Placement;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionToken;
import org.souk.api.store.CartStore;
import org.souk.api.store.CartStore.Change;
import org.souk.api.store.OrderStore;
import org.souk.api.store.OrderStore.Decision;
import org.souk.api.store.OrderStore.Placing;
import org.souk.api.store.StoredCart;
import org.souk.api.store.StoredCoupon;
import org.souk.core.internal.Fingerprint;
import org.souk.core.internal.cart.OwnReservations;
import org.souk.core.internal.cart.PricedCart;
import org.souk.core.internal.cart.Pricing;
import org.souk.core.internal.cart.Pricing.Settled;
import org.souk.core.internal.node.ThisNode;
import org.souk.core.internal.order.CheckoutRules.Refusal;
import org.souk.core.internal.order.CheckoutRules.Terms;
import org.souk.core.internal.stock.CountedStock;
import org.souk.core.internal.store.CartLocation;
import org.souk.core.internal.store.StoreRegistry;

/**
 * Places and keeps orders in the shared database: validates the request, prices the cart, and has the store place the order as {@link
 * CheckoutRules} decides.
 */
@Component
public final class StoredOrders implements Orders {
    private final StoreRegistry stores;
    private final Pricing pricing;
    private final CountedStock stock;
    private final ThisNode node;
    private final PaymentProcessor processor;
    private final OwnReservations reservations;

    @Activate
    public StoredOrders(
            @Reference StoreRegistry stores,
            @Reference Pricing pricing,
            @Reference CountedStock stock,
            @Reference ThisNode node,
            @Reference PaymentProcessor processor) {
        this.stores = stores;
        this.pricing = pricing;
        this.stock = stock;
        this.node = node;
        this.processor = processor;
        this.reservations = new OwnReservations(stores);
    }

    @Override
    public Placement place(
            LiveCatalog shop, @Nullable SessionToken session, CheckoutRequest request, IdempotencyKey key) {
        if (node.role() == Role.BROWSE) {
            return new Placement.Elsewhere(
                    node.checkoutUrl(shop.catalog().id()).map(Object::toString).orElse(null));
        }
        if (session == null) {
            return new Placement.CartEmpty();
        }
        CheckoutForm form = CheckoutForm.of(request);
        ShopSettings settings = shop.catalog().settings();
        Map<String, String> faults = form.faults();
        if (!faults.isEmpty()) {
            form.notOffered(settings, processor.methods(shop)).forEach(faults::putIfAbsent);
            return new Placement.Invalid(faults);
        }
        OrderTokens tokens = tokens();
        stock.ensureSeeded(shop);
        Terms terms = processor.terms(shop, request.site(), form.paidThroughGateway(settings));
        CartLocation location = stores.cartToWrite(shop, session);
        OrderStore.Command command = command(shop, location, form, key);
        Settled<Placing<Refusal>> settled = pricing.settle(
                shop,
                () -> stores.carts().find(command.catalog(), command.session()).orElse(StoredCart.EMPTY),
                cart -> Pricing.units(shop, cart.lines()),
                book -> place(command, new CheckoutRules(pricing, shop, form, book, terms)),
                StoredOrders::unpriced);
        if (settled.result() instanceof Placing.CouponUsedUp<Refusal> usedUp) {
            return new Placement.PriceChanged(markUsedUp(shop, location, usedUp.code(), form.destination()));
        }
        return known(shop, tokens, settled.result()).orElseGet(() -> refusal(shop, location, form, settled));
    }

    private OrderTokens tokens() {
        return new OrderTokens(node.secretNow(ThisNode.ORDER_TOKEN));
    }

    private static Optional<StoredCart> unpriced(Placing<Refusal> placing) {
        return placing instanceof Placing.Refused<Refusal> refused && refused.reason() instanceof Refusal.Unpriced
                ? Optional.of(refused.cart())
                : Optional.empty();
    }

    private OrderStore.Command command(LiveCatalog shop, CartLocation location, CheckoutForm form, IdempotencyKey key) {
        return new OrderStore.Command(
                location.catalog(), location.key(), key, form.fingerprint(), processor.orderTerms(shop));
    }

    @Override
    public Optional<Placement> repeat(
            LiveCatalog shop, @Nullable SessionToken session, CheckoutRequest request, IdempotencyKey key) {
        CheckoutForm form = CheckoutForm.of(request);
        if (session == null || !form.faults().isEmpty()) {
            return Optional.empty();
        }
        OrderTokens tokens = tokens();
        // the store looks up the key first; it calls the decision, which refuses, only for a new request
        CartLocation location = stores.cartToWrite(shop, session);
        return known(
                shop,
                tokens,
                stores.orders().place(command(shop, location, form, key), cart -> new Decision.Refuse<>(true)));
    }

    /** Returns the result if the order or the payment exists, or if the key was used for another request. */
    private Optional<Placement> known(LiveCatalog shop, OrderTokens tokens, Placing<?> placing) {
        if (placing instanceof Placing.Placed<?> placed) {
            return Optional.of(tokens.placed(placed.order()));
        }
        if (placing instanceof Placing.Attempted<?> attempted) {
            return Optional.of(processor.advance(shop, attempted.attempt()));
        }
        return placing instanceof Placing.KeyReused ? Optional.of(new Placement.KeyReused()) : Optional.empty();
    }

    @Override
    public Optional<Order> find(CatalogId catalog, OrderNumber number, String token) {
        OrderTokens tokens = tokens();
        return tokens.matches(catalog, number, token) ? stores.orders().find(catalog, number) : Optional.empty();
    }

    @Override
    public List<Order> withNumber(@Nullable CatalogId catalog, OrderNumber number) {
        return stores.orders().withNumber(catalog, number);
    }

    @Override
    public List<Order> list(@Nullable CatalogId catalog, int limit) {
        return stores.orders().list(catalog, StoreRegistry.limit(limit));
    }

    @Override
    public Optional<Changed> cancel(CatalogId catalog, OrderNumber number) {
        Optional<Changed> changed = stores.orders().change(catalog, number, OrderRules::cancel);
        stock.refresh();
        return changed;
    }

    @Override
    public Optional<Changed> refund(CatalogId catalog, OrderNumber number) {
        return stores.orders().change(catalog, number, OrderRules::refund);
    }

    @Override
    public OptionalLong counter(CatalogId catalog) {
        return stores.orders().counter(catalog);
    }

    @Override
    public OptionalLong advance(CatalogId catalog, long last) {
        return stores.orders().advance(catalog, last);
    }

    private Placing<Refusal> place(OrderStore.Command command, CheckoutRules rules) {
        // stays empty if the request is a repeat, because the store then does not call the decision
        Map<Sku, Integer> taken = new ConcurrentHashMap<>();
        long mark = stock.mark();
        Placing<Refusal> placing = stores.orders().place(command, cart -> {
            Decision<Refusal> decision = rules.decide(cart);
            taken.clear();
            if (decision instanceof Decision.Place<Refusal> place) {
                taken.putAll(place.take());
            } else if (decision instanceof Decision.Pay<Refusal> pay) {
                taken.putAll(pay.placing().take());
            }
            return decision;
        });
        boolean began = placing instanceof Placing.Attempted<Refusal> attempted && attempted.begun();
        if (placing instanceof Placing.Placed || began) {
            stock.sold(command.catalog(), taken, mark);
        } else if (placing instanceof Placing.OutOfStock) {
            stock.refresh();
        }
        return placing;
    }

    private Placement refusal(
            LiveCatalog shop, CartLocation location, CheckoutForm form, Settled<Placing<Refusal>> settled) {
        if (settled.result() instanceof Placing.OutOfStock<Refusal> out) {
            return new Placement.OutOfStock(out.shortages());
        }
        if (!(settled.result() instanceof Placing.Refused<Refusal> refused)
                || refused.reason() instanceof Refusal.Empty) {
            return new Placement.CartEmpty();
        }
        if (refused.reason() instanceof Refusal.NotOffered notOffered) {
            return new Placement.Invalid(notOffered.faults());
        }
        PricedCart priced = pricing.price(shop, refused.cart(), settled.book());
        if (refused.reason() instanceof Refusal.NotAsShown shown) {
            return new Placement.PriceChanged(
                    reservations.with(location, priced).cart(form.destination(), shown.repriced()));
        }
        return new Placement.CartProblem(reservations.with(location, priced).cart(form.destination(), Set.of()));
    }

    /**
     * Marks a cart's coupon as used up and returns the cart without its discount, which the shopper must see before ordering it. Only a
     * checkout counts the uses of a coupon, because showing a cart must not cost a query for them. So the cart keeps the mark until the
     * shopper applies the coupon again.
     */
    private Cart markUsedUp(LiveCatalog shop, CartLocation location, CouponCode code, Destination destination) {
        CartStore.Command command = location.command(false, null, Fingerprint.of("used up", code.value()));
        StoredCoupon usedUp = new StoredCoupon(code, Money.zero(shop.catalog().currency()), true);
        Change<CouponCode> change = stores.carts().change(command, cart -> {
            // another request may have removed the coupon from the cart
            Optional<StoredCoupon> unmarked =
                    cart.coupon().filter(it -> it.code().equals(code) && !it.usedUp());
            return unmarked.isPresent()
                    ? new CartStore.Decision.Write<>(cart.lines(), usedUp, code)
                    : new CartStore.Decision.Keep<>(code);
        });
        StoredCart cart = change instanceof Change.Decided<CouponCode> decided ? decided.cart() : StoredCart.EMPTY;
        return reservations
                .with(location, pricing.price(shop, cart, pricing.book(shop, cart.lines())))
                .cart(destination, Set.of());
    }
}
