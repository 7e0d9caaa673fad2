package org.souk.storefront.internal.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.Cart;
import org.souk.api.cart.CartContent;
import org.souk.api.cart.CartCoupon;
import org.souk.api.cart.CartLine;
import org.souk.api.cart.CartOutcome;
import org.souk.api.cart.CartSummary;
import org.souk.api.cart.Carts;
import org.souk.api.cart.Destination;
import org.souk.api.cart.LineId;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Sku;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.money.Money;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionKey;
import org.souk.api.session.SessionToken;

/** Returns prepared results and records the calls. */
public final class FakeCarts implements Carts {
    public static final SessionToken SESSION = new SessionToken("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

    public final List<String> calls = new ArrayList<>();
    public Cart cart = empty();
    public CartOutcome outcome = new CartOutcome.Changed(oneBridle(), SESSION);
    public boolean unavailable;

    public static Cart empty() {
        Money zero = SampleShop.pounds(0);
        return new Cart(List.of(), 0, zero, zero, zero, zero, true, zero, 0, null);
    }

    public static Cart oneBridle() {
        return with(new CartLine(
                new LineId("l1"),
                new Sku("BRIDLE-HAV"),
                "Snaffle bridle – Havana",
                "snaffle-bridle",
                1,
                SampleShop.pounds(8900),
                SampleShop.pounds(8900),
                true,
                null));
    }

    /** The last ones are reserved for the shopper's own payment. */
    public static Cart reserved() {
        CartLine line = oneBridle().lines().get(0);
        return with(new CartLine(
                line.id(),
                line.sku(),
                line.title(),
                line.handle(),
                line.quantity(),
                line.unitPrice(),
                line.lineTotal(),
                true,
                CartLine.Problem.RESERVED));
    }

    public static Cart vanished() {
        return with(new CartLine(
                new LineId("l1"),
                new Sku("GONE-1"),
                "Old bit",
                "",
                2,
                SampleShop.pounds(100),
                SampleShop.pounds(200),
                false,
                CartLine.Problem.GONE));
    }

    private static Cart with(CartLine line) {
        Money zero = SampleShop.pounds(0);
        Money sum = line.lineTotal();
        return new Cart(List.of(line), line.quantity(), sum, zero, zero, zero, true, sum, 7, null);
    }

    /** A bridle with a coupon of ten pounds, or one with a problem. */
    public static Cart withCoupon(CartCoupon.@Nullable Problem problem) {
        Cart cart = oneBridle();
        Money off = SampleShop.pounds(problem == null ? 1000 : 0);
        CartCoupon coupon =
                new CartCoupon(new CouponCode("TEN-OFF"), "Ten pounds off", problem, SampleShop.pounds(5000));
        return new Cart(
                cart.lines(),
                1,
                cart.subtotal(),
                off,
                cart.shipping(),
                cart.tax(),
                true,
                cart.total().minus(off),
                8,
                coupon);
    }

    @Override
    public Cart view(LiveCatalog shop, SessionToken session, Destination destination) {
        called("view", session, destination);
        return cart;
    }

    @Override
    public CartOutcome add(LiveCatalog shop, SessionToken session, Sku sku, int quantity, IdempotencyKey key) {
        called("add", session, sku, quantity, key);
        return outcome;
    }

    @Override
    public CartOutcome setQuantity(
            LiveCatalog shop, SessionToken session, LineId line, int quantity, IdempotencyKey key) {
        called("setQuantity", session, line, quantity, key);
        return outcome;
    }

    @Override
    public CartOutcome remove(LiveCatalog shop, SessionToken session, LineId line, IdempotencyKey key) {
        called("remove", session, line, key);
        return outcome;
    }

    @Override
    public CartOutcome applyCoupon(LiveCatalog shop, SessionToken session, CouponCode code, IdempotencyKey key) {
        called("applyCoupon", session, code, key);
        return outcome;
    }

    @Override
    public CartOutcome removeCoupon(LiveCatalog shop, SessionToken session, IdempotencyKey key) {
        called("removeCoupon", session, key);
        return outcome;
    }

    @Override
    public List<Money> unitPrices(LiveCatalog shop, List<PriceQuery> queries) {
        return queries.stream().map(query -> query.variant().price()).toList();
    }

    @Override
    public List<CartSummary> list(CatalogId catalog, int limit) {
        return List.of();
    }

    @Override
    public Optional<CartContent> content(CatalogId catalog, SessionKey session) {
        return Optional.empty();
    }

    private void called(String name, SessionToken session, Object... what) {
        if (unavailable) {
            throw new DatabaseUnavailableException("away");
        }
        StringBuilder call = new StringBuilder(name).append(session == null ? " nobody" : " somebody");
        for (Object each : what) {
            call.append(' ').append(each instanceof IdempotencyKey key ? key.value() : each);
        }
        calls.add(call.toString());
    }
}
