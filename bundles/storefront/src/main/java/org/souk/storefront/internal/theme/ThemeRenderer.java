package org.souk.storefront.internal.theme;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.LiveCatalog;
import org.souk.storefront.internal.late.PerShopCache;

/**
 * Renders pages in the theme of a shop. The component is immediate, so it stays active when another component is replaced and the servlet is
 * registered again; the built-in theme is then not compiled again. When this bundle itself is replaced, a thread compiles the theme while the
 * other components start. The first requests wait here, inside the storefront, where the bounded wait of the edge does not count.
 */
@Component(service = ThemeRenderer.class, immediate = true)
public final class ThemeRenderer {
    private static final Logger LOG = LoggerFactory.getLogger(ThemeRenderer.class);
    private static final int MOST_REPORTED = 1_000;

    private final FutureTask<Templates> builtIn;
    private final PerShopCache<ThemeShare> late = new PerShopCache<>();
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    /** Starts to compile the built-in theme and does not wait for it. */
    @Activate
    public ThemeRenderer() {
        this(Templates::builtIn);
    }

    ThemeRenderer(Callable<Templates> compiler) {
        builtIn = new FutureTask<>(compiler);
        Thread thread = new Thread(builtIn, "souk-theme-compiler");
        thread.setDaemon(true);
        thread.start();
    }

    /** What is kept with the shop's version. */
    public ThemeShare share(LiveCatalog shop) {
        return shop.contribution(ThemeShare.class).orElseGet(() -> late(shop));
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
        return builtIn().render(template, all, share.catalog().locale());
    }

    /** Waits until the compiler is done; compiles on this thread if the compiler's own has not come to run yet. */
    private Templates builtIn() {
        builtIn.run();
        try {
            return builtIn.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The request was interrupted while the built-in theme was compiled", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The built-in theme does not compile; install the storefront again", e);
        }
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
