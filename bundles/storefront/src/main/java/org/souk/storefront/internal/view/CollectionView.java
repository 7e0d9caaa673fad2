package org.souk.storefront.internal.view;

/**
 * A collection of products, in a list of collections or as the heading of its page.
 *
 * @param description may be empty
 * @param address of its page
 * @param picture of the collection, or else of its first product that has one
 * @param size number of products
 */
public record CollectionView(String title, String description, String address, PictureView picture, int size) {}
