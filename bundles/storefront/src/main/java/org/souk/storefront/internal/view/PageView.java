package org.souk.storefront.internal.view;

/**
 * The page itself, as {@code page}.
 *
 * @param title for the window
 * @param description for search engines, may be empty
 * @param address of the page without parameters, absolute; empty for one that is not to be found
 * @param path of the request, to mark where the shopper is
 * @param query what was searched for, may be empty
 * @param indexed whether search engines may show it
 */
public record PageView(String title, String description, String address, String path, String query, boolean indexed) {}
