package org.souk.zuckerhut.internal;

import org.osgi.service.component.annotations.Component;
import org.souk.api.money.Money;
import org.souk.api.spi.PriceRule;

/** The shop's quantity discount: three or more of one variant cost a tenth less each. */
@Component
public final class QuantityPrice implements PriceRule {
    private static final int FROM = 3;
    private static final int PERCENT = 10;

    @Override
    public Money unitPrice(Request request) {
        return request.quantity() < FROM ? request.price() : reduced(request.price());
    }

    /** Rounded to the nearest minor unit, half a unit up: each piece has a price that can be printed. */
    private static Money reduced(Money price) {
        return new Money(Math.floorDiv(price.amount() * (100 - PERCENT) + 50, 100), price.currency());
    }
}
