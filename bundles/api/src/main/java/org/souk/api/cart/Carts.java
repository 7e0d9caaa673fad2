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
 * Shows and changes shopping carts. Changes to one cart run one after the other, even on several containers. An idempotency key, which may
 * be null, makes a repeated request change nothing again. All methods except {@link #unitPrices} and {@link #unitPrice} throw {@link
 * org.souk.api.database.DatabaseUnavailableException} within 3 s if the database is unavailable.
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
     * @param destination where the goods go, which determines tax and shipping costs
     */
    Cart view(LiveCatalog shop, @Nullable SessionToken session, Destination destination);

    /**
     * Adds items to the cart. If the cart has a line with that SKU, its quantity increases. Starts a session if the caller has no valid
     * one.
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
     * Applies a coupon to the cart and replaces an earlier one. Also applies a coupon that is currently invalid; the cart then says why it
     * has no effect. Returns {@link CartOutcome.Empty} if the cart has no lines.
     */
    CartOutcome applyCoupon(
            LiveCatalog shop, @Nullable SessionToken session, CouponCode code, @Nullable IdempotencyKey key);

    /** Removes the coupon from the cart; a cart without a coupon stays as it is. Returns {@link CartOutcome.Empty} without a session. */
    CartOutcome removeCoupon(LiveCatalog shop, @Nullable SessionToken session, @Nullable IdempotencyKey key);

    /**
     * Returns unit prices after the shop's price rules ({@link org.souk.api.spi.PriceRule}): one for each query, in the same order. Never
     * accesses the database. Request all prices of a page together, because the time limit for price rules applies to each call.
     */
    List<Money> unitPrices(LiveCatalog shop, List<PriceQuery> queries);

    /** Returns the unit price of one variant as {@link #unitPrices} does. */
    default Money unitPrice(LiveCatalog shop, Product product, Variant variant, int quantity) {
        return unitPrices(shop, List.of(new PriceQuery(product, variant, quantity)))
                .get(0);
    }

    /** Asks for the price of one item of a variant at a quantity of 1 or more, because price rules may depend on the quantity. */
    record PriceQuery(Product product, Variant variant, int quantity) {}

    /** Lists open carts for operators, most recently changed first. Null selects all catalogs; the limit is 1 to 10,000. */
    List<CartSummary> list(@Nullable CatalogId catalog, int limit);

    /** Returns the stored content of a session's open cart for operators; empty if the session has no open cart with lines. */
    Optional<CartContent> content(CatalogId catalog, SessionKey session);
}
