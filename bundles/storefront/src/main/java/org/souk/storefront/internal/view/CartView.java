package org.souk.storefront.internal.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cart with its totals.
 *
 * @param items number of items in all lines
 * @param subtotal of the lines that can be bought
 * @param discount amount, or null
 * @param coupon the coupon that was entered, even if it has no effect; null for none
 * @param shipping its price, or the word for free
 * @param tax amount, or null
 * @param taxLabel name of the tax and whether prices include it
 * @param ready whether every line can be bought
 * @param troubled whether a line has a problem
 */
public record CartView(
        List<LineView> lines,
        int items,
        String subtotal,
        @Nullable String discount,
        @Nullable CouponView coupon,
        String shipping,
        @Nullable String tax,
        String taxLabel,
        String total,
        long version,
        boolean ready,
        boolean troubled) {
    /**
     * @param code as entered, in capitals
     * @param name of the coupon; empty if it has no other name than its code
     * @param problem why it has no effect, or null
     */
    public record CouponView(
            String code, String name, @Nullable String problem) {}

    /**
     * @param address of the product, or null if it is no longer sold
     * @param detail the variant, may be empty
     * @param problem for the shopper, or null
     */
    public record LineView(
            String id,
            String title,
            String detail,
            @Nullable String address,
            PictureView picture,
            int quantity,
            String price,
            String total,
            boolean available,
            @Nullable String problem) {}
}
