package org.souk.storefront.internal.view;

public record LinkView(String title, String address) {}
