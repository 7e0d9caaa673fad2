package org.souk.storefront.internal.view;

/**
 * A collection in a list, or the heading of its page.
 *
 * @param description may be empty
 * @param address of its page
 * @param picture its own, or that of its first product with one
 * @param size number of products
 */
public record CollectionView(String title, String description, String address, PictureView picture, int size) {}
