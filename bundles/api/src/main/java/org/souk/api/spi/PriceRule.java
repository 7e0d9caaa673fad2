package org.souk.api.spi;

import org.osgi.annotation.versioning.ConsumerType;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Variant;
import org.souk.api.money.Money;

/**
 * A catalog's own rule of what one piece costs. Rules are applied in the order of their ranking, each on what the one before
 * answered. A rule is pure: the same request has the same price, so an answer may be kept as long as the version lives. Rules are asked
 * on threads of their own catalog. One that throws, or that takes longer than the container's deadline for all prices of a page,
 * is left out and reported; after a few failures it is not asked for a while. Never asked while a cart is locked.
 */
@ConsumerType
public interface PriceRule {
    /**
     * What one piece costs.
     *
     * @return not negative, in the catalog's currency
     */
    Money unitPrice(Request request);

    /**
     * What is asked for.
     *
     * @param quantity pieces of that variant in the line, 1 or more
     * @param price for one, so far
     */
    record Request(Catalog catalog, Product product, Variant variant, int quantity, Money price) {}
}
