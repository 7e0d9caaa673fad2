package org.souk.storefront.internal.view;

import org.jspecify.annotations.Nullable;

/**
 * A product in a list.
 *
 * @param title what it is
 * @param address of its page
 * @param vendor maker, may be empty
 * @param picture the first
 * @param second the next one, or null
 * @param price of the cheapest variant
 * @param former its price before, or null
 * @param from whether others cost more
 * @param saving percent off, 0 if none
 * @param soldOut whether none can be bought
 * @param choices how many variants
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
