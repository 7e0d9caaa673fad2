package org.souk.api.spi;

import org.osgi.annotation.versioning.ConsumerType;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Variant;
import org.souk.api.money.Money;

/**
 * A catalog's own rule for unit prices. The container applies the rules in order of service ranking, each to the result of the one before.
 * A rule must be pure, that is, give equal requests equal prices, because the container caches these as long as the version is in use.
 * Rules run on threads of their own catalog, never while a cart is locked. If a rule throws, or exceeds the deadline for all prices of a
 * page, the container skips it and warns in the log; after several failures it does not call the rule for a while.
 */
@ConsumerType
public interface PriceRule {
    /** Returns the price of one item: zero or more, in the catalog's currency. */
    Money unitPrice(Request request);

    /**
     * A request for the price of one item: the variant, the quantity that the shopper buys (1 or more), and the unit price before this
     * rule.
     */
    record Request(Catalog catalog, Product product, Variant variant, int quantity, Money price) {}
}
