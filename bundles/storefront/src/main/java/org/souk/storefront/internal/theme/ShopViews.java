package org.souk.storefront.internal.theme;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.ShopSettings;
import org.souk.api.catalog.Theme;
import org.souk.storefront.internal.files.ThemeStylesheet;
import org.souk.storefront.internal.text.Html;
import org.souk.storefront.internal.text.Links;
import org.souk.storefront.internal.text.ThemeTexts;
import org.souk.storefront.internal.view.LinkView;
import org.souk.storefront.internal.view.ShopView;

/** Makes the view of a shop, the same on all its pages. */
final class ShopViews {
    private static final List<String> POLICIES = List.of("terms", "privacy", "returns");

    private ShopViews() {}

    static ShopView of(ShopTheme share) {
        ShopSettings settings = share.catalog().settings();
        Theme theme = settings.theme();
        ShopSettings.Contact contact = settings.contact();
        return new ShopView(
                settings.name(),
                settings.tagline(),
                settings.description(),
                settings.locale().toLanguageTag(),
                theme.layout(),
                share.file(theme.logo()).orElse(null),
                share.file(theme.favicon()).orElseGet(() -> share.look().iconAddress(settings.name())),
                share.look().stylesheetAddress(),
                share.file(theme.stylesheet()).orElse(null),
                ThemeStylesheet.scriptAddress(),
                hero(share, theme.hero()),
                new ShopView.ContactView(contact.email(), contact.phone(), address(contact.address())),
                share.catalog().collections().stream()
                        .map(c -> new LinkView(c.title(), "/c/" + Links.segment(c.handle())))
                        .toList(),
                policies(share));
    }

    private static ShopView.HeroView hero(ShopTheme share, Theme.@Nullable Hero hero) {
        ThemeTexts texts = ThemeTexts.in(share.catalog().locale());
        ShopSettings settings = share.catalog().settings();
        if (hero == null) {
            String title = settings.tagline().isEmpty() ? settings.name() : settings.tagline();
            return new ShopView.HeroView(title, settings.description(), null, "/search", texts.get("home.browse"));
        }
        String button = hero.button();
        return new ShopView.HeroView(
                hero.title(),
                hero.text(),
                share.file(hero.image()).orElse(null),
                hero.link(),
                button == null ? texts.get("home.browse") : button);
    }

    private static List<String> address(String address) {
        return address.lines().count() > 1
                ? Html.lines(address)
                : List.of(address.split("\\s*,\\s*")).stream()
                        .filter(l -> !l.isBlank())
                        .toList();
    }

    private static List<LinkView> policies(ShopTheme share) {
        return share.policies().values().stream()
                .sorted(java.util.Comparator.comparingInt(
                        p -> POLICIES.contains(p.name()) ? POLICIES.indexOf(p.name()) : POLICIES.size()))
                .map(p -> new LinkView(p.title(), "/policies/" + Links.segment(p.name())))
                .toList();
    }
}
