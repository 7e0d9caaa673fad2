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
 * The shopper's cart. Commands on one cart are done one after another, on whichever container. Each method but those for prices
 * throws {@link org.souk.api.database.DatabaseUnavailableException} within 3 s while the database is away.
 */
@ProviderType
public interface Carts {
    /** Most pieces of one line. */
    int MAX_QUANTITY = 9_999;

    /** Most lines of a cart. */
    int MAX_LINES = 200;

    /**
     * The cart as it is now; remembers the prices as shown. Without a session, or with one that is unknown, expired or another
     * catalog's, it is empty and nothing is written.
     */
    Cart view(LiveCatalog shop, @Nullable SessionToken session, Destination destination);

    /**
     * Puts pieces in; the same SKU adds to its line. Starts a session if there is none that is valid.
     *
     * @param quantity 1 to {@link #MAX_QUANTITY}
     * @param key the request's, or null
     * @throws IllegalArgumentException if the quantity is out of range
     */
    CartOutcome add(
            LiveCatalog shop, @Nullable SessionToken session, Sku sku, int quantity, @Nullable IdempotencyKey key);

    /**
     * Sets a line's quantity; 0 removes it.
     *
     * @param quantity 0 to {@link #MAX_QUANTITY}
     * @param key the request's, or null
     * @throws IllegalArgumentException if the quantity is out of range
     */
    CartOutcome setQuantity(
            LiveCatalog shop, @Nullable SessionToken session, LineId line, int quantity, @Nullable IdempotencyKey key);

    /** Takes a line out. Done once more, it is {@link CartOutcome.UnknownLine}, but under the same key it is repeated. */
    CartOutcome remove(LiveCatalog shop, @Nullable SessionToken session, LineId line, @Nullable IdempotencyKey key);

    /**
     * Puts a coupon on the cart, instead of the one that was there. One that the catalog has but that gives nothing now is put on it too;
     * the cart tells why. A cart that is empty takes none: {@link CartOutcome.Empty}.
     *
     * @param key the request's, or null
     */
    CartOutcome applyCoupon(
            LiveCatalog shop, @Nullable SessionToken session, CouponCode code, @Nullable IdempotencyKey key);

    /** Takes the coupon off the cart; one that has none stays as it is. Without a session: {@link CartOutcome.Empty}. */
    CartOutcome removeCoupon(LiveCatalog shop, @Nullable SessionToken session, @Nullable IdempotencyKey key);

    /**
     * What one piece costs, by the shop's price rules. Never asks the database. Rules are asked in one go, so ask for all that a page
     * shows at once.
     *
     * @return a price for each query, in their order
     */
    List<Money> unitPrices(LiveCatalog shop, List<PriceQuery> queries);

    /** One such price. */
    default Money unitPrice(LiveCatalog shop, Product product, Variant variant, int quantity) {
        return unitPrices(shop, List.of(new PriceQuery(product, variant, quantity)))
                .get(0);
    }

    /**
     * What is asked for.
     *
     * @param product of the shop's catalog
     * @param variant of the product
     * @param quantity pieces that are bought, 1 or more
     */
    record PriceQuery(Product product, Variant variant, int quantity) {}

    /**
     * Open carts, last changed first, for operators.
     *
     * @param catalog of that one, or null for all
     * @param limit 1 to 10,000
     */
    List<CartSummary> list(@Nullable CatalogId catalog, int limit);

    /**
     * What is in the open cart of a session, for operators.
     *
     * @return empty if the session has none
     */
    Optional<CartContent> content(CatalogId catalog, SessionKey session);
}
