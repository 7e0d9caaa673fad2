package org.souk.deployer.internal.read.product;

import java.util.HashMap;
import java.util.Map;
import org.souk.api.money.Money;

/** Makes one of texts and amounts that many products of a table have in common. What is not repeated often is not remembered for long. */
final class ValueInterner {
    private static final int MOST = 1 << 16;

    private final Map<String, String> texts = new HashMap<>();
    private final Map<Money, Money> amounts = new HashMap<>();

    String text(String text) {
        return one(texts, text);
    }

    Money amount(Money amount) {
        return one(amounts, amount);
    }

    private static <T> T one(Map<T, T> known, T value) {
        T other = known.putIfAbsent(value, value);
        if (other == null && known.size() > MOST) {
            known.clear();
        }
        return other == null ? value : other;
    }
}
