package org.souk.storefront.internal.view;

/** Somewhere to go. */
public record LinkView(String title, String address) {}
