package org.souk.storefront.internal.view;

import org.jspecify.annotations.Nullable;

/**
 * A product in a list.
 *
 * @param address of its page
 * @param vendor may be empty
 * @param second another picture, or null
 * @param price of the cheapest variant
 * @param former the higher price to compare with, or null
 * @param from whether other variants cost more
 * @param saving percent off, 0 if none
 * @param soldOut whether no variant can be bought
 * @param choices number of variants
 */
public record CardView(
        String title,
        String address,
        String vendor,
        PictureView picture,
        @Nullable PictureView second,
        String price,
        @Nullable String former,
        boolean from,
        int saving,
        boolean soldOut,
        int choices) {}
