package org.souk.deployer.internal.read.product;

import java.util.HashMap;
import java.util.Map;
import org.souk.api.money.Money;

/**
 * Returns one instance for equal texts and amounts, so that the products of a large catalog need less memory. It must not grow without
 * bound itself: when it holds more than 65,536 texts or amounts, it forgets all of that kind.
 */
final class ValueInterner {
    private static final int MAX_VALUES = 1 << 16;

    private final Map<String, String> texts = new HashMap<>();
    private final Map<Money, Money> amounts = new HashMap<>();

    String text(String text) {
        return intern(texts, text);
    }

    Money amount(Money amount) {
        return intern(amounts, amount);
    }

    private static <T> T intern(Map<T, T> known, T value) {
        T other = known.putIfAbsent(value, value);
        if (other == null && known.size() > MAX_VALUES) {
            known.clear();
        }
        return other == null ? value : other;
    }
}
