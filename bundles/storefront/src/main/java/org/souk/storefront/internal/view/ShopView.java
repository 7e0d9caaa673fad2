package org.souk.storefront.internal.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all pages show of the shop; templates read it as {@code shop}.
 *
 * @param tagline one line, may be empty
 * @param description a paragraph, may be empty
 * @param language BCP 47
 * @param layout classic, bold or gallery
 * @param logo address, or null
 * @param favicon address
 * @param stylesheet address of the built-in stylesheet in the shop's colours
 * @param ownStylesheet address of the shop's own stylesheet, or null
 * @param script address of the built-in script
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
    /** How to reach the merchant; each component may be empty. */
    public record ContactView(String email, String phone, List<String> address) {}

    /** The first section of the home page; picture and link may be null, texts empty. */
    public record HeroView(
            String title,
            String text,
            @Nullable String picture,
            @Nullable String link,
            String button) {}
}
