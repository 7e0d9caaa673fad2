package org.souk.core.internal.cart;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
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
import org.souk.api.store.CartStore.Decision;
import org.souk.api.store.StoredCart;
import org.souk.api.store.StoredCoupon;
import org.souk.api.store.StoredLine;
import org.souk.core.internal.Fingerprint;
import org.souk.core.internal.cart.CartRules.Verdict;
import org.souk.core.internal.cart.OptimisticPricing.Settled;
import org.souk.core.internal.price.PriceBook;
import org.souk.core.internal.price.PricedUnit;
import org.souk.core.internal.price.Prices;
import org.souk.core.internal.store.KeptCart;
import org.souk.core.internal.store.StoreRegistry;

/** Carts in the shared database. */
@Component
public final class StoredCarts implements Carts {
    private final StoreRegistry ports;
    private final Prices prices;
    private final Pricing pricing;
    private final OptimisticPricing rounds;
    private final OwnPayment own;
    private final SecureRandom random = new SecureRandom();

    /** Over the ports. */
    @Activate
    public StoredCarts(
            @Reference StoreRegistry ports,
            @Reference Prices prices,
            @Reference Pricing pricing,
            @Reference OptimisticPricing rounds) {
        this.ports = ports;
        this.prices = prices;
        this.pricing = pricing;
        this.rounds = rounds;
        this.own = new OwnPayment(ports);
    }

    @Override
    public Cart view(LiveCatalog shop, @Nullable SessionToken session, Destination destination) {
        KeptCart kept = session == null ? null : ports.cartToRead(shop, session);
        return show(shop, kept, kept == null ? StoredCart.EMPTY : stored(kept), destination);
    }

    private StoredCart stored(KeptCart kept) {
        return ports.carts().find(kept.catalog(), kept.key()).orElse(StoredCart.EMPTY);
    }

    @Override
    public CartOutcome add(
            LiveCatalog shop, @Nullable SessionToken session, Sku sku, int quantity, @Nullable IdempotencyKey key) {
        if (quantity < 1 || quantity > MAX_QUANTITY) {
            throw new IllegalArgumentException("put 1 to " + MAX_QUANTITY + " pieces into a cart, not " + quantity);
        }
        Edit edit = new Edit.Add(sku, quantity, new LineId(UUID.randomUUID().toString()));
        if (session != null) {
            KeptCart kept = ports.cartToWrite(shop, session);
            Settled<Change<Verdict>> settled = change(shop, kept, false, key, edit);
            if (!(settled.result() instanceof Change.NoSession)) {
                return outcome(shop, session, kept, edit, settled);
            }
        }
        SessionToken fresh = SessionToken.random(random);
        KeptCart kept = ports.cartToWrite(shop, fresh);
        return outcome(shop, fresh, kept, edit, change(shop, kept, true, key, edit));
    }

    @Override
    public CartOutcome setQuantity(
            LiveCatalog shop, @Nullable SessionToken session, LineId line, int quantity, @Nullable IdempotencyKey key) {
        if (quantity < 0 || quantity > MAX_QUANTITY) {
            throw new IllegalArgumentException("a line has 0 to " + MAX_QUANTITY + " pieces, not " + quantity);
        }
        return edit(shop, session, key, new Edit.SetQuantity(line, quantity));
    }

    @Override
    public CartOutcome remove(
            LiveCatalog shop, @Nullable SessionToken session, LineId line, @Nullable IdempotencyKey key) {
        return edit(shop, session, key, new Edit.Remove(line));
    }

    @Override
    public CartOutcome applyCoupon(
            LiveCatalog shop, @Nullable SessionToken session, CouponCode code, @Nullable IdempotencyKey key) {
        if (session == null && !shop.catalog().settings().coupons().containsKey(code)) {
            return new CartOutcome.UnknownCoupon(code);
        }
        return edit(shop, session, key, new Edit.ApplyCoupon(code));
    }

    @Override
    public CartOutcome removeCoupon(LiveCatalog shop, @Nullable SessionToken session, @Nullable IdempotencyKey key) {
        return edit(shop, session, key, new Edit.RemoveCoupon());
    }

    @Override
    public List<Money> unitPrices(LiveCatalog shop, List<PriceQuery> queries) {
        return prices.unitPrices(shop, queries);
    }

    @Override
    public List<CartSummary> list(@Nullable CatalogId catalog, int limit) {
        return ports.carts().carts(catalog, StoreRegistry.limit(limit));
    }

    @Override
    public Optional<CartContent> content(CatalogId catalog, SessionKey session) {
        return ports.carts()
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

    private CartOutcome edit(
            LiveCatalog shop, @Nullable SessionToken session, @Nullable IdempotencyKey key, Edit edit) {
        if (session == null) {
            return ofNobody(edit);
        }
        KeptCart kept = ports.cartToWrite(shop, session);
        return outcome(shop, session, kept, edit, change(shop, kept, false, key, edit));
    }

    /** What is held for the shopper's own payment is asked for only if there is too little without it. */
    private Settled<Change<Verdict>> change(
            LiveCatalog shop, KeptCart kept, boolean create, @Nullable IdempotencyKey key, Edit edit) {
        Settled<Change<Verdict>> settled = change(shop, kept, create, key, edit, Map.of());
        if (create || !isOutOfStock(settled.result())) {
            return settled;
        }
        Map<Sku, Integer> held = own.of(kept);
        return held.isEmpty() ? settled : change(shop, kept, false, key, edit, held);
    }

    private static boolean isOutOfStock(Change<Verdict> change) {
        return change instanceof Change.Decided<Verdict> decided
                && decided.result() instanceof Verdict.Refused refused
                && refused.outcome() instanceof CartOutcome.OutOfStock;
    }

    private Settled<Change<Verdict>> change(
            LiveCatalog shop,
            KeptCart kept,
            boolean create,
            @Nullable IdempotencyKey key,
            Edit edit,
            Map<Sku, Integer> held) {
        return settle(
                shop,
                () -> create ? StoredCart.EMPTY : stored(kept),
                cart -> CartRules.needs(shop, cart, edit),
                kept.command(create, key, edit.fingerprint()),
                held,
                (rules, cart) -> rules.decide(cart, edit));
    }

    private Settled<Change<Verdict>> settle(
            LiveCatalog shop,
            Supplier<StoredCart> look,
            Function<StoredCart, List<PricedUnit>> needs,
            CartStore.Command command,
            Map<Sku, Integer> held,
            BiFunction<CartRules, StoredCart, Decision<Verdict>> decide) {
        return rounds.settle(
                shop,
                look,
                needs,
                book -> {
                    CartRules rules = new CartRules(pricing, shop, book, held);
                    return ports.carts().change(command, cart -> decide.apply(rules, cart));
                },
                change -> change instanceof Change.Decided<Verdict> decided
                                && decided.result() instanceof Verdict.Unpriced
                        ? Optional.of(decided.cart())
                        : Optional.empty());
    }

    private CartOutcome outcome(
            LiveCatalog shop, SessionToken session, KeptCart kept, Edit edit, Settled<Change<Verdict>> settled) {
        Change<Verdict> change = settled.result();
        if (change instanceof Change.Decided<Verdict> decided) {
            if (decided.result() instanceof Verdict.Done done) {
                PricedCart priced = pricing.price(shop, decided.cart(), settled.book());
                return new CartOutcome.Changed(
                        own.with(kept, priced).cart(Destination.UNKNOWN, done.repriced()), session);
            }
            return ((Verdict.Refused) decided.result()).outcome();
        }
        if (change instanceof Change.Repeated<Verdict> repeated) {
            return new CartOutcome.Changed(show(shop, kept, repeated.cart(), Destination.UNKNOWN), session);
        }
        if (change instanceof Change.KeyReused) {
            return new CartOutcome.KeyReused();
        }
        return change instanceof Change.Replaced ? new CartOutcome.SessionReplaced() : ofNobody(edit);
    }

    /** What a command comes to that finds no session. */
    private static CartOutcome ofNobody(Edit edit) {
        if (edit instanceof Edit.SetQuantity set) {
            return new CartOutcome.UnknownLine(set.line());
        }
        if (edit instanceof Edit.Remove remove) {
            return new CartOutcome.UnknownLine(remove.line());
        }
        if (edit instanceof Edit.ApplyCoupon || edit instanceof Edit.RemoveCoupon) {
            return new CartOutcome.Empty();
        }
        throw new IllegalStateException("the store did not make the session that it was told to make");
    }

    /** Writes only if a price or the discount is not the one last shown. */
    private Cart show(LiveCatalog shop, @Nullable KeptCart kept, StoredCart stored, Destination destination) {
        PriceBook book = pricing.book(shop, stored.lines());
        PricedCart priced = pricing.price(shop, stored, book);
        if (kept == null || !priced.isNews()) {
            return own.with(kept, priced).cart(destination, Set.of());
        }
        Settled<Change<Verdict>> settled = settle(
                shop,
                () -> stored,
                cart -> Pricing.pieces(shop, cart.lines()),
                kept.command(false, null, Fingerprint.of("show")),
                Map.of(),
                CartRules::show);
        if (settled.result() instanceof Change.Decided<Verdict> decided) {
            PricedCart shown = pricing.price(shop, decided.cart(), settled.book());
            return own.with(kept, shown).cart(destination, priced.repriced());
        }
        return pricing.price(shop, StoredCart.EMPTY, book).cart(destination, Set.of());
    }
}
