package org.souk.itests.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One shopper's session, open in as many browsers as there are clients that hold it. */
final class Tab {
    private static final AtomicInteger MADE = new AtomicInteger();

    private final int operations;
    private final AtomicInteger left;
    private volatile String token = "";
    private volatile String cart = "unopened-" + MADE.incrementAndGet();
    private volatile CartView last = new CartView(0, List.of(), 0);
    private volatile Action.@Nullable Order order;

    /** For so many operations: then another takes its place. */
    Tab(int operations) {
        this.operations = operations;
        this.left = new AtomicInteger(operations);
    }

    Tab another() {
        return new Tab(operations);
    }

    boolean isSpent() {
        return left.getAndDecrement() <= 0;
    }

    boolean isOpen() {
        return !token.isEmpty();
    }

    String token() {
        return token;
    }

    /** The key under which the database knows it. */
    String cart() {
        return cart;
    }

    /** It got its cookie. */
    void open(String value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
            cart = HexFormat.of().formatHex(digest);
            token = value;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** The cart as it was last shown to its holder. */
    CartView last() {
        return last;
    }

    void show(CartView view) {
        last = view;
    }

    Action.@Nullable Order order() {
        return order;
    }

    void order(Action.Order latest) {
        order = latest;
    }
}
