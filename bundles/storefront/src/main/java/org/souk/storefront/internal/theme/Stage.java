package org.souk.storefront.internal.theme;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.LiveCatalog;
import org.souk.storefront.internal.late.Late;

/**
 * Renders pages in a shop's theme. Immediate, so that it stays while the servlet goes because another room is replaced: shoppers who wait for
 * that would wait for the built-in theme to be compiled again, the better part of the time they have.
 */
@Component(service = Stage.class, immediate = true)
public final class Stage {
    private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
    private static final int MOST_REPORTED = 1_000;

    private final Templates builtIn = Templates.builtIn();
    private final Late<ThemeShare> late = new Late<>();
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    /** With the built-in theme compiled. */
    @Activate
    public Stage() {}

    /** What is kept with the shop's version. */
    public ThemeShare share(LiveCatalog shop) {
        return shop.share(ThemeShare.class).orElseGet(() -> late(shop));
    }

    /**
     * A page. Where the shop's own template fails, that of the built-in theme stands in for it: the failure harms the look of
     * this one page of this one shop.
     *
     * @param template such as {@code home.peb}
     * @param model for the template; the shop is added
     */
    public String page(ThemeShare share, String template, Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("shop", share.shop());
        all.put(StaticFiles.KEY, share.statics());
        Optional<Templates> own = share.own();
        if (own.isPresent()) {
            try {
                return own.get().render(template, all, share.catalog().locale());
            } catch (TemplateProblem e) {
                report(share, e);
            }
        }
        return builtIn.render(template, all, share.catalog().locale());
    }

    /** Of a shop that went live before this room was there, or with an earlier one. */
    private ThemeShare late(LiveCatalog shop) {
        Catalog catalog = shop.catalog();
        return late.of(catalog, () -> ThemePart.share(catalog, shop.files())
                .orElseGet(() -> new ThemeShare(catalog, shop.files(), null, null)));
    }

    private void report(ThemeShare share, TemplateProblem problem) {
        String where = share.catalog().id() + " " + share.catalog().digest() + " " + problem.place();
        if (reported.size() < MOST_REPORTED && reported.add(where)) {
            LOG.warn(
                    "{}: {}; the built-in page stands in for it until the template is mended",
                    share.catalog().id(),
                    problem.place());
        }
    }
}
