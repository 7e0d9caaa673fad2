package org.souk.storefront.internal.view;

import java.util.List;

/**
 * A customer's account.
 *
 * @param email address
 * @param since day of registration
 * @param orders placed in this shop, newest first
 */
public record AccountView(String email, String since, List<OrderRow> orders) {
    /** @param address of its page */
    public record OrderRow(String number, String address, String placed, String status, String total) {}
}
