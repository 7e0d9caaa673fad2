package org.souk.api.spi;

import org.osgi.annotation.versioning.ConsumerType;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Variant;
import org.souk.api.money.Money;

/**
 * A catalog's own rule for unit prices. Rules are applied in order of service ranking, each to the result of the one before. A rule must be pure:
 * equal requests have equal prices, and the container caches them as long as the version is in use. Rules run on threads of their own catalog, never
 * while a cart is locked. A rule that throws, or exceeds the container's deadline for all prices of a page, is skipped and reported; after several
 * failures it is not called for a while.
 */
@ConsumerType
public interface PriceRule {
    /** Returns the price of one item: zero or more, in the catalog's currency. */
    Money unitPrice(Request request);

    /** A request for a unit price: how many of the variant the line has (1 or more), and its unit price before this rule. */
    record Request(Catalog catalog, Product product, Variant variant, int quantity, Money price) {}
}
