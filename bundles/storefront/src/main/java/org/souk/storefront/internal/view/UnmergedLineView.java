package org.souk.storefront.internal.view;

/** A line of a guest's cart that did not fit into the customer's cart at sign-in. */
public record UnmergedLineView(String title, int quantity) {}
