package org.souk.storefront.internal.theme;

import java.time.Clock;
import java.time.Duration;
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
import org.souk.storefront.internal.files.StaticFiles;
import org.souk.storefront.internal.template.TemplateProblem;
import org.souk.storefront.internal.template.Templates;

/**
 * Renders pages in the theme of a shop, and owns the compiled built-in theme. The component is immediate, so it stays active, and keeps
 * that theme, when another component is replaced and the servlet is registered again.
 *
 * <p>When this bundle itself is replaced, a thread compiles the built-in theme while the other components start. The first requests wait
 * here, inside the storefront, because the edge limits only the wait before a request enters the storefront.
 */
@Component(service = ThemeRenderer.class, immediate = true)
public final class ThemeRenderer {
    private static final Logger LOG = LoggerFactory.getLogger(ThemeRenderer.class);
    private static final Duration SUSPENSION = Duration.ofMinutes(10);
    private static final int MAX_REPORTED = 1_000;

    private final FutureTask<Templates> builtIn;
    private final Clock clock;
    private final PerShopCache<ShopTheme> unprepared = new PerShopCache<>();
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    /** Starts to compile the built-in theme and does not wait for it. */
    @Activate
    public ThemeRenderer() {
        this(Templates::builtIn, Clock.systemUTC());
    }

    ThemeRenderer(Callable<Templates> compiler, Clock clock) {
        this.clock = clock;
        builtIn = new FutureTask<>(compiler);
        Thread thread = new Thread(builtIn, "souk-theme-compiler");
        thread.setDaemon(true);
        thread.start();
    }

    public ShopTheme theme(LiveCatalog shop) {
        return shop.contribution(ShopTheme.class).orElseGet(() -> prepareNow(shop));
    }

    /**
     * Renders a page. If the shop's own template fails, the built-in one renders this page of this shop. A template that exceeds its limits
     * is suspended for {@link #SUSPENSION}, so that it does not cost its budget with every request. It is not given up for good, because one
     * shopper's large cart may be the reason.
     *
     * @param template such as {@code home.peb}
     * @param model of the page; this method adds the shop
     */
    public String render(ShopTheme theme, String template, Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("shop", theme.shop());
        all.put(StaticFiles.KEY, theme.staticFiles());
        Optional<Templates> own = theme.ownTemplates(template, clock.instant());
        if (own.isPresent()) {
            try {
                return own.get().render(template, all, theme.catalog().locale());
            } catch (TemplateProblem e) {
                if (e.causedByTemplate()) {
                    theme.suspend(template, clock.instant().plus(SUSPENSION));
                }
                report(theme, e);
            }
        }
        return builtIn().render(template, all, theme.catalog().locale());
    }

    /** Waits until the theme is compiled; compiles it on this thread if the background thread has not started. */
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

    /** Prepares the theme of a shop that went live before this bundle was started or replaced. */
    private ShopTheme prepareNow(LiveCatalog shop) {
        Catalog catalog = shop.catalog();
        return unprepared.of(catalog, () -> ThemeContributor.theme(catalog, shop.files())
                .orElseGet(() -> new ShopTheme(catalog, shop.files(), null, null)));
    }

    private void report(ShopTheme theme, TemplateProblem problem) {
        String where = theme.catalog().id() + " " + theme.catalog().digest() + " " + problem.location();
        if (reported.size() < MAX_REPORTED && reported.add(where)) {
            LOG.warn(
                    "{}: {}; the built-in page replaces it until the template is fixed",
                    theme.catalog().id(),
                    problem.location());
        }
    }
}
