package org.souk.persistence.internal.connection;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.LineId;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionKey;
import org.souk.api.session.SessionToken;
import org.souk.api.store.CartStore;
import org.souk.api.store.CartStore.Change;
import org.souk.api.store.CartStore.Decision;
import org.souk.api.store.StoredCart;
import org.souk.api.store.StoredLine;

/** A separate catalog for each test, and the actions of its shoppers. */
public final class Shop {
    public static final Currency GBP = Currency.getInstance("GBP");
    public static final Duration MONTH = Duration.ofDays(30);
    private static final SecureRandom RANDOM = new SecureRandom();

    public final CatalogId id;
    private final CartStore carts;

    public Shop(CartStore carts) {
        this(carts, "t");
    }

    /** One whose id begins with that. */
    public Shop(CartStore carts, String beginning) {
        this.carts = carts;
        id = new CatalogId(
                beginning + UUID.randomUUID().toString().replace("-", "").substring(0, 20));
    }

    public static SessionKey newSession() {
        return SessionToken.random(RANDOM).key();
    }

    public static IdempotencyKey newKey() {
        return new IdempotencyKey(UUID.randomUUID().toString());
    }

    public static StoredLine line(String sku, int quantity, long price) {
        return new StoredLine(new LineId("l-" + sku), new Sku(sku), "Title of " + sku, quantity, new Money(price, GBP));
    }

    /** Adds pieces to the line of that SKU. */
    public static Function<StoredCart, Decision<String>> adding(String sku, int pieces) {
        return cart -> {
            List<StoredLine> lines = new ArrayList<>();
            boolean found = false;
            for (StoredLine line : cart.lines()) {
                boolean same = line.sku().value().equals(sku);
                found |= same;
                lines.add(same ? line(sku, line.quantity() + pieces, 100) : line);
            }
            if (!found) {
                lines.add(line(sku, pieces, 100));
            }
            return new Decision.Write<>(lines, cart.couponOrNull(), "added");
        };
    }

    public CartStore.Command command(SessionKey session, boolean create, @Nullable IdempotencyKey key, String body) {
        return new CartStore.Command(id, session, create, MONTH, key, body);
    }

    /** A session whose cart has that in it. */
    public SessionKey sessionWith(String sku, int pieces) {
        SessionKey session = newSession();
        add(session, true, sku, pieces);
        return session;
    }

    public StoredCart add(SessionKey session, boolean create, String sku, int pieces) {
        Change<String> change = carts.change(command(session, create, null, "f"), adding(sku, pieces));
        return ((Change.Decided<String>) change).cart();
    }

    public static int pieces(StoredCart cart) {
        return cart.lines().stream().mapToInt(StoredLine::quantity).sum();
    }
}
