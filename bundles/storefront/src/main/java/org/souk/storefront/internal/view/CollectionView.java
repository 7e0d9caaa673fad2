package org.souk.storefront.internal.view;

/**
 * A collection.
 *
 * @param title what the shopper reads
 * @param description may be empty
 * @param address of its page
 * @param picture its own, or its first product's
 * @param size how many products
 */
public record CollectionView(String title, String description, String address, PictureView picture, int size) {}
