package org.souk.deployer.internal.read.text;

import java.util.Currency;
import org.souk.api.money.Money;
import org.souk.common.text.TextNormalizer;

/** Parses amounts of money as merchants write them. */
public final class AmountParser {
    private AmountParser() {}

    /**
     * Parses an amount of 0 or more.
     *
     * @param what the name in messages, such as {@code the price}
     * @throws IllegalArgumentException with a message for the merchant
     */
    public static Money read(String what, String text, Currency currency) {
        Money money;
        try {
            money = Money.parse(text, currency);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what + " " + e.getMessage(), e);
        }
        if (money.isNegative()) {
            throw new IllegalArgumentException(
                    what + " '" + TextNormalizer.strip(text) + "' is negative; write 0 or more");
        }
        return money;
    }
}
