package org.souk.core.internal.order;

import java.util.LinkedHashMap;
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
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.ShopSettings;
import org.souk.api.catalog.Sku;
import org.souk.api.node.Role;
import org.souk.api.order.CheckoutRequest;
import org.souk.api.order.Order;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.Orders;
import org.souk.api.order.Placement;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionToken;
import org.souk.api.store.OrderStore;
import org.souk.api.store.OrderStore.Decision;
import org.souk.api.store.OrderStore.Placing;
import org.souk.api.store.StoredCart;
import org.souk.core.internal.cart.OptimisticPricing;
import org.souk.core.internal.cart.OptimisticPricing.Settled;
import org.souk.core.internal.cart.OwnReservations;
import org.souk.core.internal.cart.Pricing;
import org.souk.core.internal.node.ThisNode;
import org.souk.core.internal.order.CheckoutRules.Refusal;
import org.souk.core.internal.order.CheckoutRules.Terms;
import org.souk.core.internal.price.PriceBook;
import org.souk.core.internal.stock.CountedStock;
import org.souk.core.internal.store.CartLocation;
import org.souk.core.internal.store.StoreRegistry;

/** Orders in the shared database: checks the request, prices the cart, and makes the store place the order. */
@Component
public final class StoredOrders implements Orders {
    private final StoreRegistry stores;
    private final Pricing pricing;
    private final OptimisticPricing optimisticPricing;
    private final CountedStock stock;
    private final ThisNode node;
    private final PaymentProcessor processor;
    private final UsedUpCoupons coupons;
    private final OwnReservations reservations;

    @Activate
    public StoredOrders(
            @Reference StoreRegistry stores,
            @Reference Pricing pricing,
            @Reference OptimisticPricing optimisticPricing,
            @Reference CountedStock stock,
            @Reference ThisNode node,
            @Reference PaymentProcessor processor) {
        this.stores = stores;
        this.pricing = pricing;
        this.optimisticPricing = optimisticPricing;
        this.stock = stock;
        this.node = node;
        this.processor = processor;
        this.reservations = new OwnReservations(stores);
        this.coupons = new UsedUpCoupons(stores, pricing, reservations);
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
        Map<String, String> faults = new LinkedHashMap<>(form.faults());
        if (!faults.isEmpty()) {
            form.notOffered(settings, processor.methods(shop)).forEach(faults::putIfAbsent);
            return new Placement.Invalid(faults);
        }
        OrderTokens tokens = tokens();
        stock.ensureSeeded(shop);
        Terms terms = processor.terms(shop, request.site(), form.paidThroughGateway(settings));
        CartLocation location = stores.cartToWrite(shop, session);
        OrderStore.Command command = command(shop, location, form, key);
        Settled<Placing<Refusal>> settled = optimisticPricing.settle(
                shop,
                () -> stores.carts().find(command.catalog(), command.session()).orElse(StoredCart.EMPTY),
                cart -> Pricing.units(shop, cart.lines()),
                book -> place(command, new CheckoutRules(pricing, shop, form, book, terms)),
                StoredOrders::unpriced);
        if (settled.result() instanceof Placing.CouponUsedUp<Refusal> usedUp) {
            return new Placement.PriceChanged(coupons.mark(shop, location, usedUp.code(), form.destination()));
        }
        return answer(shop, location, form, tokens, settled);
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
        // the store looks up the key before it calls the decision, which refuses everything new
        CartLocation location = stores.cartToWrite(shop, session);
        Placing<Boolean> placing =
                stores.orders().place(command(shop, location, form, key), cart -> new Decision.Refuse<>(true));
        if (placing instanceof Placing.Placed<Boolean> placed) {
            Order order = placed.order();
            return Optional.of(new Placement.Placed(order, tokens.token(order.catalog(), order.number())));
        }
        if (placing instanceof Placing.Attempted<Boolean> attempted) {
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
        // stays empty for a repeat, for which the store does not call the decision
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

    private Placement answer(
            LiveCatalog shop,
            CartLocation location,
            CheckoutForm form,
            OrderTokens tokens,
            Settled<Placing<Refusal>> settled) {
        Placing<Refusal> placing = settled.result();
        if (placing instanceof Placing.Placed<Refusal> placed) {
            Order order = placed.order();
            return new Placement.Placed(order, tokens.token(order.catalog(), order.number()));
        }
        if (placing instanceof Placing.Attempted<Refusal> attempted) {
            return processor.advance(shop, attempted.attempt());
        }
        if (placing instanceof Placing.OutOfStock<Refusal> out) {
            return new Placement.OutOfStock(out.shortages());
        }
        if (placing instanceof Placing.Refused<Refusal> refused) {
            return refusal(shop, location, form, refused, settled.book());
        }
        return placing instanceof Placing.KeyReused ? new Placement.KeyReused() : new Placement.CartEmpty();
    }

    private Placement refusal(
            LiveCatalog shop,
            CartLocation location,
            CheckoutForm form,
            Placing.Refused<Refusal> refused,
            PriceBook book) {
        Refusal reason = refused.reason();
        if (reason instanceof Refusal.NotOffered notOffered) {
            return new Placement.Invalid(notOffered.faults());
        }
        if (reason instanceof Refusal.Empty) {
            return new Placement.CartEmpty();
        }
        boolean news = reason instanceof Refusal.NotAsShown;
        Cart cart = reservations
                .with(location, pricing.price(shop, refused.cart(), book))
                .cart(form.destination(), reason instanceof Refusal.NotAsShown shown ? shown.repriced() : Set.of());
        return news ? new Placement.PriceChanged(cart) : new Placement.CartProblem(cart);
    }
}
