package org.souk.storefront.internal.view;

/**
 * The metadata of a page, which templates read as {@code page}.
 *
 * @param title of the window
 * @param description for search engines, may be empty
 * @param address absolute, without parameters; empty for a page that is not indexed
 * @param path of the request, to mark the current entry of the navigation
 * @param query the text that the shopper searched for, may be empty
 * @param indexed whether search engines may index it
 */
public record PageView(String title, String description, String address, String path, String query, boolean indexed) {}
