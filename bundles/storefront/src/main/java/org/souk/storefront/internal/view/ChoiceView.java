package org.souk.storefront.internal.view;

/**
 * An option of a list.
 *
 * @param value that the form sends
 * @param title that the shopper reads
 * @param detail such as its price; may be empty
 */
public record ChoiceView(String value, String title, String detail, boolean selected) {}
