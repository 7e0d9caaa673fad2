package org.souk.storefront.internal.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cart.
 *
 * @param lines may be none
 * @param items pieces of all lines
 * @param subtotal of the lines that can be bought
 * @param discount taken off, or null
 * @param coupon that is on it, whether it counts or not; null for none
 * @param shipping price, or the word for nothing
 * @param tax charged, or null
 * @param taxLabel what the shopper reads of it
 * @param total to be paid
 * @param version of the cart
 * @param ready whether every line can be bought
 * @param troubled whether a line has a problem to be read
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
     * A coupon.
     *
     * @param code that the shopper typed, in capitals
     * @param name the shop's name for it; empty if that is the code
     * @param problem why it gives nothing, or null
     */
    public record CouponView(
            String code, String name, @Nullable String problem) {}

    /**
     * A line.
     *
     * @param address of the product, or null where it is gone
     * @param detail which variant, may be empty
     * @param problem what the shopper must know, or null
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
