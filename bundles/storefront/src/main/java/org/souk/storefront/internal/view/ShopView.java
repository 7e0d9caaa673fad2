package org.souk.storefront.internal.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shop, on every page as {@code shop}.
 *
 * @param name its name
 * @param tagline one line, may be empty
 * @param description a paragraph, may be empty
 * @param language BCP 47
 * @param layout classic, bold or gallery
 * @param logo address of a picture, or null
 * @param favicon address of a picture
 * @param stylesheet address of the theme's, in the shop's colours
 * @param ownStylesheet address of the shop's own, or null
 * @param script address of the theme's
 * @param hero of the home page
 * @param contact how to reach the merchant
 * @param navigation the collections
 * @param policies terms and the like
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
    /** How to reach the merchant; each may be empty. */
    public record ContactView(String email, String phone, List<String> address) {}

    /** The head of the home page; picture and link may be null, texts empty. */
    public record HeroView(
            String title,
            String text,
            @Nullable String picture,
            @Nullable String link,
            String button) {}
}
