package org.souk.storefront.internal.view;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.souk.storefront.internal.view.CartView.CouponView;

/**
 * A placed order, as its page shows it.
 *
 * @param address lines of the delivery address
 * @param discount amount, or null
 * @param coupon the one that gave the discount, or null
 * @param tax amount, or null
 * @param payment name of the method, or empty if there is nothing to pay
 * @param instructions for the payment, may be empty
 * @param cancelled whether it was cancelled or refunded
 * @param notice text about the cancellation or refund, or empty
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
    public record LineView(String title, String sku, int quantity, String price, String total, PictureView picture) {}
}
