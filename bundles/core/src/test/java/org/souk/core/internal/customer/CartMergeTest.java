package org.souk.core.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.souk.api.cart.Carts;
import org.souk.api.cart.LineId;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;
import org.souk.api.store.CustomerStore.Merged;
import org.souk.api.store.StoredCart;
import org.souk.api.store.StoredCoupon;
import org.souk.api.store.StoredLine;

class CartMergeTest {
    private static final Currency GBP = Currency.getInstance("GBP");

    @Test
    void theSameSkuAddsToTheCustomersLine() {
        Merged merged = CartMerge.of(
                cart(line("g1", "A", 2), line("g2", "B", 1)), cart(line("o1", "C", 1), line("o2", "A", 3)));
        assertThat(merged.lines()).containsExactly(line("o1", "C", 1), line("o2", "A", 5), line("g2", "B", 1));
        assertThat(merged.left()).isEmpty();
    }

    @Test
    void aGuestWithNothingChangesNothing() {
        assertThat(CartMerge.of(StoredCart.EMPTY, cart(line("o", "A", 1))).lines())
                .containsExactly(line("o", "A", 1));
    }

    @Test
    void piecesBeyondTheMostOfALineAreLeft() {
        Merged merged = CartMerge.of(cart(line("g", "A", 10)), cart(line("o", "A", Carts.MAX_QUANTITY - 3)));
        assertThat(merged.lines()).containsExactly(line("o", "A", Carts.MAX_QUANTITY));
        assertThat(merged.left()).containsExactly(line("g", "A", 7));
    }

    @Test
    void linesBeyondTheMostOfACartAreLeftButAddToThoseThatAreThere() {
        List<StoredLine> own = IntStream.range(0, Carts.MAX_LINES)
                .mapToObj(i -> line("o" + i, "S" + i, 1))
                .toList();
        Merged merged = CartMerge.of(cart(line("g1", "NEW", 4), line("g2", "S7", 2)), new StoredCart(3, own, null));
        List<StoredLine> wanted = new ArrayList<>(own);
        wanted.set(7, line("o7", "S7", 3));
        assertThat(merged.lines()).isEqualTo(wanted);
        assertThat(merged.left()).containsExactly(line("g1", "NEW", 4));
    }

    @Test
    void whatCannotBeToldInMoneyIsLeft() {
        StoredLine dear =
                new StoredLine(new LineId("g"), new Sku("DEAR"), "Dear", 9_999, new Money(9_000_000_000_000L, GBP));
        Merged merged = CartMerge.of(cart(dear, line("g2", "B", 1)), cart(line("o", "A", 1)));
        assertThat(merged.lines()).containsExactly(line("o", "A", 1), line("g2", "B", 1));
        assertThat(merged.left()).containsExactly(dear);
    }

    @Test
    void linesOfAnotherCurrencyAreNoSum() {
        StoredLine euros =
                new StoredLine(new LineId("o"), new Sku("A"), "A", 1, new Money(100, Currency.getInstance("EUR")));
        assertThat(CartMerge.of(cart(line("g", "B", 1)), cart(euros)).lines()).hasSize(2);
    }

    @Test
    void theCustomersCouponStaysElseTheGuestsComes() {
        StoredCoupon ten = new StoredCoupon(new CouponCode("TEN"), new Money(10, GBP), false);
        StoredCoupon five = new StoredCoupon(new CouponCode("FIVE"), new Money(5, GBP), false);
        List<StoredLine> lines = List.of(line("g", "B", 1));
        assertThat(CartMerge.of(new StoredCart(1, lines, ten), new StoredCart(1, List.of(), five))
                        .couponOrNull())
                .isEqualTo(five);
        assertThat(CartMerge.of(new StoredCart(1, lines, ten), new StoredCart(1, List.of(), null))
                        .couponOrNull())
                .isEqualTo(ten);
    }

    private static StoredCart cart(StoredLine... lines) {
        return new StoredCart(1, List.of(lines), null);
    }

    private static StoredLine line(String id, String sku, int quantity) {
        return new StoredLine(new LineId(id), new Sku(sku), "Title " + sku, quantity, new Money(100, GBP));
    }
}
