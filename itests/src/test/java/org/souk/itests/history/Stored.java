package org.souk.itests.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The content of the database at the end.
 *
 * @param keys the Idempotency-Keys that it remembers
 * @param lastNumber the order counter
 * @param payments attempts to pay at the bank
 */
record Stored(List<Order> orders, List<Key> keys, Map<String, Level> stock, long lastNumber, List<Payment> payments) {
    /** An attempt to pay at the bank; with the number of the order that it became, if it did. */
    record Payment(
            String attempt,
            String state,
            long total,
            @Nullable String number) {}

    /** An order, whose pieces are by SKU. */
    record Order(
            String number,
            long counter,
            String session,
            String cart,
            long subtotal,
            long total,
            Map<String, Integer> pieces,
            long sumOfLines) {}

    /** A key that took effect; with the number of the order that it made, if it did. */
    record Key(String session, String key, @Nullable String number) {}

    /** Stock of one SKU; the seed is the catalog's figure that was applied last. */
    record Level(int seed, int available, int reserved) {}

    /** The keys of a session, with the order's number or an empty text. */
    Map<String, Map<String, String>> keysBySession() {
        Map<String, Map<String, String>> all = new HashMap<>();
        keys.forEach(key -> all.computeIfAbsent(key.session(), session -> new TreeMap<>())
                .put(key.key(), key.number() == null ? "" : key.number()));
        return all;
    }

    /** The ordered quantities, by order number. */
    Map<String, Map<String, Integer>> piecesByNumber() {
        Map<String, Map<String, Integer>> all = new HashMap<>();
        orders.forEach(order -> all.put(order.number(), order.pieces()));
        return all;
    }

    /** Pieces that were sold. */
    Map<String, Integer> sold() {
        Map<String, Integer> sold = new TreeMap<>();
        orders.forEach(order -> order.pieces().forEach((sku, pieces) -> sold.merge(sku, pieces, Integer::sum)));
        return sold;
    }

    Set<String> skus() {
        Set<String> skus = new TreeSet<>(stock.keySet());
        skus.addAll(sold().keySet());
        return skus;
    }
}
