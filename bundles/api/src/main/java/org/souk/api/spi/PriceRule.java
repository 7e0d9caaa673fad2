package org.souk.api.spi;

import org.osgi.annotation.versioning.ConsumerType;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Variant;
import org.souk.api.money.Money;

/**
 * A catalog's own rule of what one piece costs. Rules are applied in the order of their ranking, each on what the one before
 * answered. A rule is pure: the same request has the same price. One that throws is left out and reported.
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
