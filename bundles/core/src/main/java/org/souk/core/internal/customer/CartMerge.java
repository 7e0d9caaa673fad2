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
 * What becomes of a guest's cart at sign-in. Pure: it asks neither the catalog nor its prices. Lines keep the price that was last shown,
 * so that looking at the cart tells what is another by now, and what there is too little of.
 */
final class CartMerge {
    private final List<StoredLine> lines;
    private final List<StoredLine> left = new ArrayList<>();

    private CartMerge(List<StoredLine> own) {
        this.lines = new ArrayList<>(own);
    }

    /** The same SKU adds to its line; beyond the bounds of a cart the guest's pieces are left. The customer's coupon stays, else the guest's comes. */
    static Merged of(StoredCart guest, StoredCart own) {
        CartMerge merge = new CartMerge(own.lines());
        guest.lines().forEach(merge::take);
        return new Merged(merge.lines, own.coupon().or(guest::coupon).orElse(null), merge.left);
    }

    private void take(StoredLine line) {
        int at = find(line);
        int there = at < 0 ? 0 : lines.get(at).quantity();
        int room = at < 0 && lines.size() >= Carts.MAX_LINES ? 0 : Carts.MAX_QUANTITY - there;
        int taken = Math.min(room, line.quantity());
        if (taken > 0 && isTooMuch(line, taken)) {
            taken = 0;
        }
        if (taken > 0 && at >= 0) {
            lines.set(at, with(lines.get(at), there + taken));
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

    /** Whether the cart would be worth more than can be told. */
    private boolean isTooMuch(StoredLine more, int pieces) {
        Money most = BoundedSums.most(more.shownPrice().currency());
        Money sum = BoundedSums.times(more.shownPrice(), pieces);
        for (StoredLine line : lines) {
            if (line.shownPrice().currency().equals(most.currency())) {
                sum = BoundedSums.plus(sum, BoundedSums.times(line.shownPrice(), line.quantity()));
            }
        }
        return sum.compareTo(most) >= 0;
    }

    private static StoredLine with(StoredLine line, int quantity) {
        return new StoredLine(line.id(), line.sku(), line.title(), quantity, line.shownPrice());
    }
}
