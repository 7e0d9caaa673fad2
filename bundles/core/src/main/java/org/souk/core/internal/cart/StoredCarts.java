package org.souk.core.internal.cart;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.cart.Cart;
import org.souk.api.cart.CartContent;
import org.souk.api.cart.CartOutcome;
import org.souk.api.cart.CartSummary;
import org.souk.api.cart.Carts;
import org.souk.api.cart.Destination;
import org.souk.api.cart.LineId;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionKey;
import org.souk.api.session.SessionToken;
import org.souk.api.store.CartStore;
import org.souk.api.store.CartStore.Change;
import org.souk.api.store.StoredCart;
import org.souk.api.store.StoredCoupon;
import org.souk.api.store.StoredLine;
import org.souk.core.internal.cart.CartRules.Verdict;
import org.souk.core.internal.cart.Pricing.Settled;
import org.souk.core.internal.price.PriceBook;
import org.souk.core.internal.price.Prices;
import org.souk.core.internal.store.CartLocation;
import org.souk.core.internal.store.StoreRegistry;

/**
 * Keeps carts in the shared database. {@link CartRules} decides on each command; the store calls it and writes the result while the cart is
 * locked.
 */
@Component
public final class StoredCarts implements Carts {
    private final StoreRegistry stores;
    private final Prices prices;
    private final Pricing pricing;
    private final OwnReservations reservations;
    private final SecureRandom random = new SecureRandom();

    @Activate
    public StoredCarts(@Reference StoreRegistry stores, @Reference Prices prices, @Reference Pricing pricing) {
        this.stores = stores;
        this.prices = prices;
        this.pricing = pricing;
        this.reservations = new OwnReservations(stores);
    }

    @Override
    public Cart view(LiveCatalog shop, @Nullable SessionToken session, Destination destination) {
        CartLocation location = session == null ? null : stores.cartToRead(shop, session);
        return show(shop, location, location == null ? StoredCart.EMPTY : stored(location), destination);
    }

    private StoredCart stored(CartLocation location) {
        return stores.carts().find(location.catalog(), location.key()).orElse(StoredCart.EMPTY);
    }

    @Override
    public CartOutcome add(
            LiveCatalog shop, @Nullable SessionToken session, Sku sku, int quantity, @Nullable IdempotencyKey key) {
        if (quantity < 1 || quantity > MAX_QUANTITY) {
            throw new IllegalArgumentException("put 1 to " + MAX_QUANTITY + " items into a cart, not " + quantity);
        }
        CartCommand command =
                new CartCommand.Add(sku, quantity, new LineId(UUID.randomUUID().toString()));
        Optional<CartOutcome> outcome =
                session == null ? Optional.empty() : execute(shop, session, false, key, command);
        return outcome.or(() -> execute(shop, SessionToken.random(random), true, key, command))
                .orElseThrow(() -> new IllegalStateException("the store did not create the session as requested"));
    }

    @Override
    public CartOutcome setQuantity(
            LiveCatalog shop, @Nullable SessionToken session, LineId line, int quantity, @Nullable IdempotencyKey key) {
        if (quantity < 0 || quantity > MAX_QUANTITY) {
            throw new IllegalArgumentException("a line has 0 to " + MAX_QUANTITY + " items, not " + quantity);
        }
        CartCommand command = new CartCommand.SetQuantity(line, quantity);
        return execute(shop, session, key, command, new CartOutcome.UnknownLine(line));
    }

    @Override
    public CartOutcome remove(
            LiveCatalog shop, @Nullable SessionToken session, LineId line, @Nullable IdempotencyKey key) {
        return execute(shop, session, key, new CartCommand.Remove(line), new CartOutcome.UnknownLine(line));
    }

    @Override
    public CartOutcome applyCoupon(
            LiveCatalog shop, @Nullable SessionToken session, CouponCode code, @Nullable IdempotencyKey key) {
        if (session == null && !shop.catalog().settings().coupons().containsKey(code)) {
            return new CartOutcome.UnknownCoupon(code);
        }
        return execute(shop, session, key, new CartCommand.ApplyCoupon(code), new CartOutcome.Empty());
    }

    @Override
    public CartOutcome removeCoupon(LiveCatalog shop, @Nullable SessionToken session, @Nullable IdempotencyKey key) {
        return execute(shop, session, key, new CartCommand.RemoveCoupon(), new CartOutcome.Empty());
    }

    @Override
    public List<Money> unitPrices(LiveCatalog shop, List<PriceQuery> queries) {
        return prices.unitPrices(shop, queries);
    }

    @Override
    public List<CartSummary> list(@Nullable CatalogId catalog, int limit) {
        return stores.carts().carts(catalog, StoreRegistry.limit(limit));
    }

    @Override
    public Optional<CartContent> content(CatalogId catalog, SessionKey session) {
        return stores.carts()
                .find(catalog, session)
                .filter(cart -> !cart.lines().isEmpty())
                .map(cart -> new CartContent(
                        cart.version(),
                        cart.lines().stream().map(StoredCarts::line).toList(),
                        cart.coupon().map(StoredCoupon::code).orElse(null)));
    }

    private static CartContent.Line line(StoredLine line) {
        return new CartContent.Line(line.sku(), line.title(), line.quantity(), line.shownPrice());
    }

    private CartOutcome execute(
            LiveCatalog shop,
            @Nullable SessionToken session,
            @Nullable IdempotencyKey key,
            CartCommand command,
            CartOutcome withoutSession) {
        return session == null
                ? withoutSession
                : execute(shop, session, false, key, command).orElse(withoutSession);
    }

    /** Executes a command; empty if there is no such session. */
    private Optional<CartOutcome> execute(
            LiveCatalog shop, SessionToken session, boolean create, @Nullable IdempotencyKey key, CartCommand command) {
        CartLocation location = stores.cartToWrite(shop, session);
        Settled<Change<Verdict>> settled = change(shop, location, create, key, command);
        Change<Verdict> change = settled.result();
        if (change instanceof Change.Decided<Verdict> decided) {
            if (decided.result() instanceof Verdict.Done done) {
                PricedCart priced = pricing.price(shop, decided.cart(), settled.book());
                Cart cart = reservations.with(location, priced).cart(Destination.UNKNOWN, done.repriced());
                return Optional.of(new CartOutcome.Changed(cart, session));
            }
            return Optional.of(((Verdict.Refused) decided.result()).outcome());
        }
        if (change instanceof Change.Repeated<Verdict> repeated) {
            Cart cart = show(shop, location, repeated.cart(), Destination.UNKNOWN);
            return Optional.of(new CartOutcome.Changed(cart, session));
        }
        if (change instanceof Change.KeyReused) {
            return Optional.of(new CartOutcome.KeyReused());
        }
        return change instanceof Change.Replaced ? Optional.of(new CartOutcome.SessionReplaced()) : Optional.empty();
    }

    /** Executes a command. Reads reservations only if the stock is too small without them. */
    private Settled<Change<Verdict>> change(
            LiveCatalog shop,
            CartLocation location,
            boolean create,
            @Nullable IdempotencyKey key,
            CartCommand command) {
        CartStore.Command change = location.command(create, key, command.fingerprint());
        Supplier<StoredCart> read = () -> create ? StoredCart.EMPTY : stored(location);
        Settled<Change<Verdict>> settled = settle(shop, read, change, command, Map.of());
        if (create || !isOutOfStock(settled.result())) {
            return settled;
        }
        Map<Sku, Integer> reserved = reservations.of(location);
        return reserved.isEmpty() ? settled : settle(shop, read, change, command, reserved);
    }

    private static boolean isOutOfStock(Change<Verdict> change) {
        return change instanceof Change.Decided<Verdict> decided
                && decided.result() instanceof Verdict.Refused refused
                && refused.outcome() instanceof CartOutcome.OutOfStock;
    }

    private Settled<Change<Verdict>> settle(
            LiveCatalog shop,
            Supplier<StoredCart> read,
            CartStore.Command change,
            CartCommand command,
            Map<Sku, Integer> reserved) {
        return pricing.settle(
                shop,
                read,
                cart -> CartRules.needs(shop, cart, command),
                book -> {
                    CartRules rules = new CartRules(pricing, shop, book, reserved);
                    return stores.carts().change(change, cart -> rules.decide(cart, command));
                },
                result -> result instanceof Change.Decided<Verdict> decided
                                && decided.result() instanceof Verdict.Unpriced
                        ? Optional.of(decided.cart())
                        : Optional.empty());
    }

    /** Shows a cart. Writes only if a price or the discount differs from the one last shown. */
    private Cart show(LiveCatalog shop, @Nullable CartLocation location, StoredCart stored, Destination destination) {
        PriceBook book = pricing.book(shop, stored.lines());
        PricedCart priced = pricing.price(shop, stored, book);
        if (location == null || !priced.hasChangedSinceShown()) {
            return reservations.with(location, priced).cart(destination, Set.of());
        }
        CartCommand command = new CartCommand.Show();
        CartStore.Command change = location.command(false, null, command.fingerprint());
        Settled<Change<Verdict>> settled = settle(shop, () -> stored, change, command, Map.of());
        if (settled.result() instanceof Change.Decided<Verdict> decided) {
            PricedCart shown = pricing.price(shop, decided.cart(), settled.book());
            return reservations.with(location, shown).cart(destination, priced.repriced());
        }
        return pricing.price(shop, StoredCart.EMPTY, book).cart(destination, Set.of());
    }
}
