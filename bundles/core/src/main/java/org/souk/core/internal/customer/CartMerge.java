package org.souk.core.internal.customer;

import java.util.ArrayList;
import java.util.List;
import org.souk.api.cart.Carts;
import org.souk.api.money.Money;
import org.souk.api.store.CustomerStore.Merged;
import org.souk.api.store.StoredCart;
import org.souk.api.store.StoredLine;
import org.souk.core.internal.price.BoundedSums;

/**
 * Merges a guest's cart into a customer's cart at sign-in. Reads neither catalog nor prices, because both carts are locked. Lines keep the
 * price last shown, so the shopper learns of changes when the cart is next shown.
 */
final class CartMerge {
    private final List<StoredLine> lines;
    private final List<StoredLine> left = new ArrayList<>();

    private CartMerge(List<StoredLine> own) {
        this.lines = new ArrayList<>(own);
    }

    /**
     * Merges the guest's cart into {@code own}: adds quantities of equal SKUs, and leaves over items beyond the limits of a cart. The
     * customer's coupon takes precedence over the guest's.
     */
    static Merged of(StoredCart guest, StoredCart own) {
        CartMerge merge = new CartMerge(own.lines());
        guest.lines().forEach(merge::add);
        return new Merged(merge.lines, own.coupon().or(guest::coupon).orElse(null), merge.left);
    }

    private void add(StoredLine line) {
        int at = find(line);
        int present = at < 0 ? 0 : lines.get(at).quantity();
        int free = at < 0 && lines.size() >= Carts.MAX_LINES ? 0 : Carts.MAX_QUANTITY - present;
        int taken = Math.min(free, line.quantity());
        if (taken > 0 && exceedsMaximum(line, taken)) {
            taken = 0;
        }
        if (taken > 0 && at >= 0) {
            lines.set(at, with(lines.get(at), present + taken));
        } else if (taken > 0) {
            lines.add(with(line, taken));
        }
        if (taken < line.quantity()) {
            left.add(with(line, line.quantity() - taken));
        }
    }

    private int find(StoredLine line) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).sku().equals(line.sku())) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the subtotal would reach {@link BoundedSums#max}, at which nothing can be sold. */
    private boolean exceedsMaximum(StoredLine more, int quantity) {
        Money max = BoundedSums.max(more.shownPrice().currency());
        Money sum = BoundedSums.times(more.shownPrice(), quantity);
        for (StoredLine line : lines) {
            if (line.shownPrice().currency().equals(max.currency())) {
                sum = BoundedSums.plus(sum, BoundedSums.times(line.shownPrice(), line.quantity()));
            }
        }
        return sum.compareTo(max) >= 0;
    }

    private static StoredLine with(StoredLine line, int quantity) {
        return new StoredLine(line.id(), line.sku(), line.title(), quantity, line.shownPrice());
    }
}
