package org.souk.storefront.internal.view;

/**
 * A picture or its placeholder.
 *
 * @param alternative text
 * @param drawn whether it is a placeholder
 */
public record PictureView(String address, String alternative, boolean drawn) {}
