package org.souk.storefront.internal.view;

/**
 * An open or failed payment.
 *
 * @param state {@code go}: the browser goes to the gateway at once; {@code wait}: the result is not known yet; {@code bad}: the payment
 *     failed
 * @param text for the shopper
 * @param next address of the gateway, or empty
 */
public record PaymentView(String state, String text, String next) {}
