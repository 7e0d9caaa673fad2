package org.souk.storefront.internal.view;

/**
 * A payment that is under way, or came to nothing.
 *
 * @param state {@code go}: the browser is about to be sent to pay; {@code wait}: it is not known yet; {@code bad}: it came to nothing
 * @param text what the shopper is told
 * @param next where it is paid, or empty
 */
public record PaymentView(String state, String text, String next) {}
