package org.souk.storefront.internal.view;

/** Pieces that the customer's cart could not take. */
public record LeftView(String title, int quantity) {}
