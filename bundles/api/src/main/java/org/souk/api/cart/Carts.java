package org.souk.api.cart;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;
import org.souk.api.money.Money;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionKey;
import org.souk.api.session.SessionToken;

/**
 * Shopping carts. Changes to one cart are serialised over all containers; idempotency keys may be null. All methods except {@link #unitPrices} and
 * {@link #unitPrice} throw {@link org.souk.api.database.DatabaseUnavailableException} within 3 s if the database is unavailable.
 */
@ProviderType
public interface Carts {
    /** Largest quantity of one line. */
    int MAX_QUANTITY = 9_999;

    /** Largest number of lines of a cart. */
    int MAX_LINES = 200;

    /**
     * Returns the cart with current prices, and remembers them as the prices that the shopper has seen; a later view or checkout reports
     * what changed since. Without a session, or if the session is unknown, expired or belongs to another catalog, returns an empty cart and
     * writes nothing.
     *
     * @param destination where the goods go, for tax and delivery
     */
    Cart view(LiveCatalog shop, @Nullable SessionToken session, Destination destination);

    /**
     * Adds items to the cart. If the cart has a line with that SKU, its quantity increases. Starts a session if there is no valid one.
     *
     * @throws IllegalArgumentException if the quantity is not 1 to {@link #MAX_QUANTITY}
     */
    CartOutcome add(
            LiveCatalog shop, @Nullable SessionToken session, Sku sku, int quantity, @Nullable IdempotencyKey key);

    /**
     * Sets the quantity of a line; 0 removes the line.
     *
     * @throws IllegalArgumentException if the quantity is not 0 to {@link #MAX_QUANTITY}
     */
    CartOutcome setQuantity(
            LiveCatalog shop, @Nullable SessionToken session, LineId line, int quantity, @Nullable IdempotencyKey key);

    /** Removes a line. A repeated removal returns {@link CartOutcome.UnknownLine}, unless it has the same idempotency key. */
    CartOutcome remove(LiveCatalog shop, @Nullable SessionToken session, LineId line, @Nullable IdempotencyKey key);

    /**
     * Applies a coupon to the cart in place of any other. A coupon that the catalog has but that is currently invalid is applied too; the cart says
     * why it has no effect. Returns {@link CartOutcome.Empty} if the cart has no lines.
     */
    CartOutcome applyCoupon(
            LiveCatalog shop, @Nullable SessionToken session, CouponCode code, @Nullable IdempotencyKey key);

    /** Removes the coupon from the cart; no change if there is none. Returns {@link CartOutcome.Empty} without a session. */
    CartOutcome removeCoupon(LiveCatalog shop, @Nullable SessionToken session, @Nullable IdempotencyKey key);

    /**
     * Unit prices after the shop's price rules: one for each query, in the same order. Never accesses the database. Price rules are called once for
     * all queries, so request all prices of a page together.
     */
    List<Money> unitPrices(LiveCatalog shop, List<PriceQuery> queries);

    /** The unit price of one variant; see {@link #unitPrices}. */
    default Money unitPrice(LiveCatalog shop, Product product, Variant variant, int quantity) {
        return unitPrices(shop, List.of(new PriceQuery(product, variant, quantity)))
                .get(0);
    }

    /** A variant of a product of the shop, and a quantity, 1 or more, which may influence the unit price. */
    record PriceQuery(Product product, Variant variant, int quantity) {}

    /** Open carts, most recently changed first, for operators. Null selects all catalogs; the limit is 1 to 10,000. */
    List<CartSummary> list(@Nullable CatalogId catalog, int limit);

    /** The stored content of a session's open cart, for operators; empty if the session has no open cart with lines. */
    Optional<CartContent> content(CatalogId catalog, SessionKey session);
}
