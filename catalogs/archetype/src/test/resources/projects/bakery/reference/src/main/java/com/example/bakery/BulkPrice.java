package com.example.bakery;

import org.osgi.service.component.annotations.Component;
import org.souk.api.money.Money;
import org.souk.api.spi.PriceRule;

/** Ten percent off each item from five items of one variant. */
@Component
public final class BulkPrice implements PriceRule {
    private static final int FROM = 5;
    private static final int PERCENT = 90;

    @Override
    public Money unitPrice(Request request) {
        Money price = request.price();
        // rounded to the nearest minor unit, half a unit up
        return request.quantity() < FROM
                ? price
                : new Money(Math.floorDiv(price.amount() * PERCENT + 50, 100), price.currency());
    }
}
