package org.souk.storefront.internal.view;

/**
 * A picture.
 *
 * @param address where it is
 * @param alternative what it shows
 * @param drawn whether it is a placeholder
 */
public record PictureView(String address, String alternative, boolean drawn) {}
