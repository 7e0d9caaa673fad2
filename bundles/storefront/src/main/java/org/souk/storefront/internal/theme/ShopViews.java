package org.souk.storefront.internal.theme;

import java.util.Comparator;
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

/** Builds {@code shop}, the view model that is the same on all pages of a version of a shop. */
final class ShopViews {
    private static final List<String> POLICIES = List.of("terms", "privacy", "returns");

    private ShopViews() {}

    static ShopView of(ShopTheme theme) {
        ShopSettings settings = theme.catalog().settings();
        Theme design = settings.theme();
        ShopSettings.Contact contact = settings.contact();
        return new ShopView(
                settings.name(),
                settings.tagline(),
                settings.description(),
                settings.locale().toLanguageTag(),
                design.layout(),
                theme.fileAddress(design.logo()).orElse(null),
                theme.fileAddress(design.favicon())
                        .orElseGet(() -> theme.stylesheet().iconAddress(settings.name())),
                theme.stylesheet().address(),
                theme.fileAddress(design.stylesheet()).orElse(null),
                ThemeStylesheet.scriptAddress(),
                hero(theme, design.hero()),
                new ShopView.ContactView(contact.email(), contact.phone(), address(contact.address())),
                theme.catalog().collections().stream()
                        .map(c -> new LinkView(c.title(), "/c/" + Links.segment(c.handle())))
                        .toList(),
                policies(theme));
    }

    private static ShopView.HeroView hero(ShopTheme theme, Theme.@Nullable Hero hero) {
        ThemeTexts texts = ThemeTexts.in(theme.catalog().locale());
        ShopSettings settings = theme.catalog().settings();
        if (hero == null) {
            String title = settings.tagline().isEmpty() ? settings.name() : settings.tagline();
            return new ShopView.HeroView(title, settings.description(), null, "/search", texts.get("home.browse"));
        }
        String button = hero.button();
        return new ShopView.HeroView(
                hero.title(),
                hero.text(),
                theme.fileAddress(hero.image()).orElse(null),
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

    private static List<LinkView> policies(ShopTheme theme) {
        return theme.policies().values().stream()
                .sorted(Comparator.comparingInt(
                        p -> POLICIES.contains(p.name()) ? POLICIES.indexOf(p.name()) : POLICIES.size()))
                .map(p -> new LinkView(p.title(), "/policies/" + Links.segment(p.name())))
                .toList();
    }
}
