package org.souk.storefront.internal.web;

/**
 * The paths to which payment gateways send shoppers and notifications. Requests to them may come from any origin: notifications are
 * verified, and a returning shopper only triggers a query of the payment's state.
 */
public final class PaymentPaths {
    /** Followed by the id of the payment attempt. */
    public static final String RETURN = "/checkout/payments/";

    /** Followed by the name of the payment method. */
    public static final String NOTICES = "/api/v1/payments/notices/";

    private PaymentPaths() {}

    public static boolean acceptsAnyOrigin(String path) {
        return path.startsWith(RETURN) || path.startsWith(NOTICES);
    }
}
