package org.souk.storefront.internal.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shop, on every page as {@code shop}.
 *
 * @param tagline one line, may be empty
 * @param description a paragraph, may be empty
 * @param language BCP 47
 * @param layout classic, bold or gallery
 * @param logo address, or null
 * @param favicon address
 * @param stylesheet address of the theme's, in the shop's colours
 * @param ownStylesheet address of the shop's own, or null
 * @param script address of the theme's
 * @param navigation the collections
 */
public record ShopView(
        String name,
        String tagline,
        String description,
        String language,
        String layout,
        @Nullable String logo,
        String favicon,
        String stylesheet,
        @Nullable String ownStylesheet,
        String script,
        HeroView hero,
        ContactView contact,
        List<LinkView> navigation,
        List<LinkView> policies) {
    /** The merchant; each may be empty. */
    public record ContactView(String email, String phone, List<String> address) {}

    /** The head of the home page; picture and link may be null, texts empty. */
    public record HeroView(
            String title,
            String text,
            @Nullable String picture,
            @Nullable String link,
            String button) {}
}
