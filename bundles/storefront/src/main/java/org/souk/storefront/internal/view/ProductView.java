package org.souk.storefront.internal.view;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product on its page, with one variant chosen.
 *
 * @param vendor may be empty
 * @param vendorAddress address of the list of the vendor's products
 * @param type may be empty
 * @param description safe HTML, may be empty
 * @param pictures at least one; that of the chosen variant first
 * @param manyValues whether the options have too many values for links, so that the form for the cart has a list for each option
 * @param sku of the chosen variant
 * @param barcode of the chosen variant, may be empty
 * @param price of the chosen variant
 * @param former the higher price to compare with, or null
 * @param saving percent off, 0 if none
 * @param tiers lower prices for larger quantities
 * @param stock text for the shopper
 * @param state of the stock: {@code in}, {@code low} or {@code out}
 * @param most largest quantity that can be bought, 0 if none
 */
public record ProductView(
        String title,
        String vendor,
        String vendorAddress,
        String type,
        SafeString description,
        List<PictureView> pictures,
        List<OptionView> options,
        boolean manyValues,
        String sku,
        String barcode,
        String price,
        @Nullable String former,
        int saving,
        List<TierView> tiers,
        String stock,
        String state,
        int most,
        String address) {
    /** @param pieces lowest quantity with this price */
    public record TierView(int pieces, String price) {}

    /** @param field name of the form field that sends its value */
    public record OptionView(String name, String field, String chosen, List<ValueView> values) {}

    /**
     * @param address of the page with it chosen
     * @param available whether it can be bought together with the other chosen values; if there are many values, together
     *     with those of the earlier options
     */
    public record ValueView(String title, String address, boolean chosen, boolean available) {}
}
