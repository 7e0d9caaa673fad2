package org.souk.storefront.internal.view;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.souk.storefront.internal.view.CartView.CouponView;

/**
 * An order that was placed.
 *
 * @param address lines of where it goes
 * @param discount taken off, or null
 * @param coupon that gave the discount, or null
 * @param tax charged, or null
 * @param instructions how to pay, may be empty
 * @param cancelled whether it was called off or its money went back
 * @param notice which of these, else empty
 */
public record OrderView(
        String number,
        String placed,
        String status,
        String email,
        List<String> address,
        String delivery,
        String payment,
        String instructions,
        List<LineView> lines,
        String subtotal,
        @Nullable String discount,
        @Nullable CouponView coupon,
        String shipping,
        @Nullable String tax,
        String taxLabel,
        String total,
        boolean cancelled,
        String notice) {
    /** What was sold. */
    public record LineView(String title, String sku, int quantity, String price, String total, PictureView picture) {}
}
