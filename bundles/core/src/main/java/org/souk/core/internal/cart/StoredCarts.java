package org.souk.core.internal.cart;

import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.cart.Cart;
import org.souk.api.cart.CartOutcome;
import org.souk.api.cart.CartSummary;
import org.souk.api.cart.Carts;
import org.souk.api.cart.Destination;
import org.souk.api.cart.LineId;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;
import org.souk.api.money.Money;
import org.souk.api.order.IdempotencyKey;
import org.souk.api.session.SessionToken;
import org.souk.api.store.CartStore;
import org.souk.api.store.CartStore.Change;
import org.souk.api.store.CartStore.Decision;
import org.souk.api.store.StoredCart;
import org.souk.core.internal.Fingerprint;
import org.souk.core.internal.cart.CartRules.Verdict;
import org.souk.core.internal.price.Prices;
import org.souk.core.internal.store.Ports;

/** Carts in the shared database. */
@Component
public final class StoredCarts implements Carts {
    private final Ports ports;
    private final Prices prices;
    private final Pricing pricing;
    private final SecureRandom random = new SecureRandom();

    /** Over the ports. */
    @Activate
    public StoredCarts(@Reference Ports ports, @Reference Prices prices, @Reference Pricing pricing) {
        this.ports = ports;
        this.prices = prices;
        this.pricing = pricing;
    }

    @Override
    public Cart view(LiveCatalog shop, @Nullable SessionToken session, Destination destination) {
        StoredCart stored = session == null
                ? StoredCart.EMPTY
                : ports.carts().find(shop.catalog().id(), session.key()).orElse(StoredCart.EMPTY);
        return show(shop, session, stored, destination);
    }

    @Override
    public CartOutcome add(
            LiveCatalog shop, @Nullable SessionToken session, Sku sku, int quantity, @Nullable IdempotencyKey key) {
        if (quantity < 1 || quantity > MOST_PIECES) {
            throw new IllegalArgumentException("put 1 to " + MOST_PIECES + " pieces into a cart, not " + quantity);
        }
        Edit edit = new Edit.Add(sku, quantity, new LineId(UUID.randomUUID().toString()));
        if (session != null) {
            Change<Verdict> change = change(shop, session, false, key, edit);
            if (!(change instanceof Change.NoSession)) {
                return outcome(shop, session, edit, change);
            }
        }
        SessionToken fresh = SessionToken.random(random);
        return outcome(shop, fresh, edit, change(shop, fresh, true, key, edit));
    }

    @Override
    public CartOutcome setQuantity(
            LiveCatalog shop, @Nullable SessionToken session, LineId line, int quantity, @Nullable IdempotencyKey key) {
        if (quantity < 0 || quantity > MOST_PIECES) {
            throw new IllegalArgumentException("a line has 0 to " + MOST_PIECES + " pieces, not " + quantity);
        }
        return edit(shop, session, line, key, new Edit.SetQuantity(line, quantity));
    }

    @Override
    public CartOutcome remove(
            LiveCatalog shop, @Nullable SessionToken session, LineId line, @Nullable IdempotencyKey key) {
        return edit(shop, session, line, key, new Edit.Remove(line));
    }

    @Override
    public Money unitPrice(LiveCatalog shop, Product product, Variant variant, int quantity) {
        return prices.unitPrice(shop, product, variant, quantity);
    }

    @Override
    public List<CartSummary> list(@Nullable CatalogId catalog, int limit) {
        return ports.carts().carts(catalog, Ports.limit(limit));
    }

    private CartOutcome edit(
            LiveCatalog shop, @Nullable SessionToken session, LineId line, @Nullable IdempotencyKey key, Edit edit) {
        return session == null
                ? new CartOutcome.UnknownLine(line)
                : outcome(shop, session, edit, change(shop, session, false, key, edit));
    }

    private Change<Verdict> change(
            LiveCatalog shop, SessionToken session, boolean create, @Nullable IdempotencyKey key, Edit edit) {
        CartRules rules = new CartRules(pricing, shop);
        return change(shop, session, create, key, edit.fingerprint(), cart -> rules.decide(cart, edit));
    }

    private Change<Verdict> change(
            LiveCatalog shop,
            SessionToken session,
            boolean create,
            @Nullable IdempotencyKey key,
            String fingerprint,
            Function<StoredCart, Decision<Verdict>> decide) {
        return ports.carts()
                .change(
                        new CartStore.Command(
                                shop.catalog().id(),
                                session.key(),
                                create,
                                shop.catalog().settings().sessionLifetime(),
                                key,
                                fingerprint),
                        decide);
    }

    private CartOutcome outcome(LiveCatalog shop, SessionToken session, Edit edit, Change<Verdict> change) {
        if (change instanceof Change.Decided<Verdict> decided) {
            if (decided.result() instanceof Verdict.Done done) {
                Cart cart = pricing.price(shop, decided.cart()).cart(Destination.UNKNOWN, done.repriced());
                return new CartOutcome.Changed(cart, session);
            }
            return ((Verdict.Refused) decided.result()).outcome();
        }
        if (change instanceof Change.Repeated<Verdict> repeated) {
            return new CartOutcome.Changed(show(shop, session, repeated.cart(), Destination.UNKNOWN), session);
        }
        if (change instanceof Change.KeyReused) {
            return new CartOutcome.KeyReused();
        }
        if (edit instanceof Edit.SetQuantity set) {
            return new CartOutcome.UnknownLine(set.line());
        }
        if (edit instanceof Edit.Remove remove) {
            return new CartOutcome.UnknownLine(remove.line());
        }
        throw new IllegalStateException("the store did not make the session that it was told to make");
    }

    /** Writes only if a price is not the one last shown. */
    private Cart show(LiveCatalog shop, @Nullable SessionToken session, StoredCart stored, Destination destination) {
        PricedCart priced = pricing.price(shop, stored);
        if (session == null || priced.repriced().isEmpty()) {
            return priced.cart(destination, Set.of());
        }
        CartRules rules = new CartRules(pricing, shop);
        Change<Verdict> change = change(shop, session, false, null, Fingerprint.of("show"), rules::show);
        if (change instanceof Change.Decided<Verdict> decided) {
            return pricing.price(shop, decided.cart()).cart(destination, priced.repriced());
        }
        return pricing.price(shop, StoredCart.EMPTY).cart(destination, Set.of());
    }
}
