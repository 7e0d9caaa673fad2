package org.souk.storefront.internal.view;

/**
 * One of several.
 *
 * @param value as it is sent
 * @param title what the shopper reads
 * @param detail more of it, such as its price; may be empty
 * @param selected whether it is the one
 */
public record ChoiceView(String value, String title, String detail, boolean selected) {}
