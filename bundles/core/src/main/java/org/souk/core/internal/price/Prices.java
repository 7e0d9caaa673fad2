package org.souk.core.internal.price;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Variant;
import org.souk.api.money.Money;
import org.souk.api.spi.PriceRule;

/** What one piece costs: the list price, then the catalog's own rules. A rule that fails is left out, and harms nobody. */
@Component(service = Prices.class)
public final class Prices {
    private static final Logger LOG = LoggerFactory.getLogger(Prices.class);

    /** Digest of the version whose faulty rule was reported last, by catalog. */
    private final Map<CatalogId, String> reported = new ConcurrentHashMap<>();

    /** Knows of no fault yet. */
    @Activate
    public Prices() {}

    /** What one piece costs when so many are bought; not negative, in the catalog's currency. */
    public Money unitPrice(LiveCatalog shop, Product product, Variant variant, int quantity) {
        Money price = variant.price();
        for (PriceRule rule : shop.services(PriceRule.class)) {
            price = apply(rule, new PriceRule.Request(shop.catalog(), product, variant, quantity, price));
        }
        return price;
    }

    private Money apply(PriceRule rule, PriceRule.Request request) {
        try {
            Money price = rule.unitPrice(request);
            String fault = fault(price, request);
            if (fault == null) {
                return price;
            }
            report(request, rule, fault, null);
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            report(request, rule, "threw " + e.getClass().getSimpleName(), e);
        }
        return request.price();
    }

    private static @Nullable String fault(@Nullable Money price, PriceRule.Request request) {
        if (price == null) {
            return "answered null";
        }
        if (!price.currency().equals(request.catalog().currency())) {
            return "answered " + price + ", but the catalog sells in "
                    + request.catalog().currency();
        }
        return price.isNegative() || price.compareTo(Amounts.most(price.currency())) > 0 ? "answered " + price : null;
    }

    private void report(PriceRule.Request request, PriceRule rule, String fault, @Nullable Throwable cause) {
        Catalog catalog = request.catalog();
        if (!catalog.digest().equals(reported.put(catalog.id(), catalog.digest()))) {
            LOG.warn(
                    "The price rule {} of catalog {} ({}, version {}) is left out: for {} it {}; mend it and drop the catalog"
                            + " again",
                    rule.getClass().getName(),
                    catalog.id(),
                    catalog.name(),
                    catalog.version(),
                    request.variant().sku(),
                    fault,
                    cause);
        }
    }
}
