package org.souk.storefront.internal.view;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product on its page, with one variant chosen.
 *
 * @param title what it is
 * @param vendor maker, may be empty
 * @param vendorAddress what else the maker has
 * @param type kind, may be empty
 * @param description safe to print as it is; may be empty
 * @param pictures one at least; that of the chosen variant first
 * @param options what can be chosen
 * @param sku of the chosen variant
 * @param barcode of the chosen variant, may be empty
 * @param price of the chosen variant
 * @param former its price before, or null
 * @param saving percent off, 0 if none
 * @param tiers what one costs when more are bought, where that is another price
 * @param stock what the shopper reads of it
 * @param state in, low or out
 * @param most pieces that can be bought, 0 if none
 * @param address of the page
 */
public record ProductView(
        String title,
        String vendor,
        String vendorAddress,
        String type,
        SafeString description,
        List<PictureView> pictures,
        List<OptionView> options,
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
    /** A price from so many pieces on. */
    public record TierView(int pieces, String price) {}

    /** Something to choose, such as a colour. */
    public record OptionView(String name, String chosen, List<ValueView> values) {}

    /**
     * One of its values.
     *
     * @param address of the page with it chosen
     * @param available whether it can be bought together with the other choices
     */
    public record ValueView(String title, String address, boolean chosen, boolean available) {}
}
