package org.souk.storefront.internal.pages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.storefront.internal.text.ThemeTexts;
import org.souk.storefront.internal.web.CacheControl;
import org.souk.storefront.internal.web.ETag;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Handler;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.Route;
import org.souk.storefront.internal.web.Router;

/** The routes of all pages and files of a shop. */
@Component(service = ShopPages.class)
public final class Pages implements ShopPages {
    private final PageSupport support;
    private final SiteFiles site;
    private final Router router;

    @Activate
    public Pages(
            @Reference PageSupport support,
            @Reference CatalogPages catalog,
            @Reference ProductPage product,
            @Reference CartPages cart,
            @Reference CheckoutPages checkout,
            @Reference PaymentPages payment,
            @Reference OrderPage order,
            @Reference AccountPages account,
            @Reference SignInPages signIn,
            @Reference SiteFiles site) {
        this.support = support;
        this.site = site;
        this.router = new Router(List.of(
                cached("/", catalog::home),
                cached("/c/{collection}", catalog::collection),
                cached("/p/{product}", product::show),
                cached("/search", catalog::search),
                cached("/policies/{policy}", catalog::policy),
                new Route("GET", "/cart", cart::show),
                new Route("POST", "/cart/add", cart::add),
                new Route("POST", "/cart/update", cart::update),
                new Route("POST", "/cart/remove", cart::remove),
                new Route("POST", "/cart/coupon", cart::applyCoupon),
                new Route("POST", "/cart/coupon/remove", cart::removeCoupon),
                new Route("GET", "/checkout", checkout::show),
                new Route("POST", "/checkout", checkout::submit),
                new Route("GET", "/checkout/payments/{attempt}", payment::show),
                new Route("POST", "/checkout/payments/{attempt}", payment::returnFromGateway),
                new Route("GET", "/orders/{number}", order::show),
                new Route("GET", "/account", account::show),
                new Route("GET", "/account/sign-in", signIn::signIn),
                new Route("POST", "/account/sign-in", signIn::submitSignIn),
                new Route("GET", "/account/register", signIn::register),
                new Route("POST", "/account/register", signIn::submitRegistration),
                new Route("POST", "/account/sign-out", account::signOut),
                new Route("GET", "/account/password", account::password),
                new Route("POST", "/account/password", account::changePassword),
                new Route("GET", "/sitemap.xml", site::sitemap),
                new Route("GET", "/robots.txt", site::robots),
                new Route("GET", "/assets/{hash}/{name}", site::themeFile),
                new Route("GET", "/assets/{hash}/drawn/{name}", site::placeholder),
                new Route("GET", "/assets/{hash}/icon/{name}", site::icon)));
    }

    private static Route cached(String path, Handler handler) {
        return new Route(
                "GET",
                path,
                exchange -> ETag.conditional(exchange, handler.handle(exchange).with(CacheControl.PAGE)));
    }

    @Override
    public Optional<Reply> handle(Exchange exchange) {
        return SiteFiles.isStaticFile(exchange.path()) ? site.staticFile(exchange) : router.handle(exchange);
    }

    @Override
    public Reply problem(Exchange exchange, int status) {
        ThemeTexts texts = support.texts(exchange);
        String key =
                texts.has("error." + status + ".title") ? "error." + status : status < 500 ? "error.400" : "error.500";
        Reply page = support.errorPage(exchange, status, key + ".title", key + ".text", Map.of());
        return status == 404 ? page.with(CacheControl.PAGE) : page;
    }

    @Override
    public Reply parked(Exchange exchange) {
        ThemeTexts texts = support.texts(exchange);
        return support.renderPrivate(exchange, 503, "parked.peb", texts.get("parked.title"), Map.of());
    }
}
