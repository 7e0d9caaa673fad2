package org.souk.storefront.internal.view;

import java.util.List;

/**
 * The account of who is signed in.
 *
 * @param email address
 * @param since day of the registration
 * @param orders placed in this shop, newest first
 */
public record AccountView(String email, String since, List<OrderRow> orders) {
    /** An order; the address opens it. */
    public record OrderRow(String number, String address, String placed, String status, String total) {}
}
