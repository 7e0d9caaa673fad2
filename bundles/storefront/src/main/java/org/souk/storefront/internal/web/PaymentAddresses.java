package org.souk.storefront.internal.web;

/** Addresses that gateways know, and send shoppers or notices to: what comes there proves itself, or is only a reason to look. */
public final class PaymentAddresses {
    /** Where a shopper comes back to, with the attempt's id. */
    public static final String BACK = "/checkout/payments/";

    /** Where notices go, with the method's name. */
    public static final String NOTICES = "/api/v1/payments/notices/";

    private PaymentAddresses() {}

    static boolean comesFromOutside(String path) {
        return path.startsWith(BACK) || path.startsWith(NOTICES);
    }
}
