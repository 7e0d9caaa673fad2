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

/** Every page of a shop. */
@Component(service = ShopPages.class)
public final class Pages implements ShopPages {
    private final PageSupport room;
    private final SiteFiles site;
    private final Router router;

    /** Pages in the shop's theme. */
    @Activate
    public Pages(
            @Reference PageSupport room,
            @Reference CatalogPages catalog,
            @Reference ProductPage product,
            @Reference CartPages cart,
            @Reference CheckoutPages checkout,
            @Reference PaymentPages payment,
            @Reference OrderPage order,
            @Reference AccountPages account,
            @Reference SignInPages entrance,
            @Reference SiteFiles site) {
        this.room = room;
        this.site = site;
        this.router = new Router(List.of(
                kept("/", catalog::home),
                kept("/c/{collection}", catalog::collection),
                kept("/p/{product}", product::show),
                kept("/search", catalog::search),
                kept("/policies/{policy}", catalog::policy),
                new Route("GET", "/cart", cart::show),
                new Route("POST", "/cart/add", cart::add),
                new Route("POST", "/cart/update", cart::update),
                new Route("POST", "/cart/remove", cart::remove),
                new Route("POST", "/cart/coupon", cart::applyCoupon),
                new Route("POST", "/cart/coupon/remove", cart::removeCoupon),
                new Route("GET", "/checkout", checkout::show),
                new Route("POST", "/checkout", checkout::send),
                new Route("GET", "/checkout/payments/{attempt}", payment::show),
                new Route("POST", "/checkout/payments/{attempt}", payment::comeBack),
                new Route("GET", "/orders/{number}", order::show),
                new Route("GET", "/account", account::show),
                new Route("GET", "/account/sign-in", entrance::signIn),
                new Route("POST", "/account/sign-in", entrance::sendSignIn),
                new Route("GET", "/account/register", entrance::register),
                new Route("POST", "/account/register", entrance::sendRegister),
                new Route("POST", "/account/sign-out", account::signOut),
                new Route("GET", "/account/password", account::password),
                new Route("POST", "/account/password", account::changePassword),
                new Route("GET", "/sitemap.xml", site::sitemap),
                new Route("GET", "/robots.txt", site::robots),
                new Route("GET", "/assets/{hash}/{name}", site::asset),
                new Route("GET", "/assets/{hash}/drawn/{name}", site::drawn),
                new Route("GET", "/assets/{hash}/icon/{name}", site::icon)));
    }

    private static Route kept(String path, Handler handler) {
        return new Route(
                "GET",
                path,
                exchange -> ETag.conditional(exchange, handler.handle(exchange).with(CacheControl.PAGE)));
    }

    @Override
    public Optional<Reply> handle(Exchange exchange) {
        return SiteFiles.claims(exchange.path()) ? site.file(exchange) : router.handle(exchange);
    }

    @Override
    public Reply problem(Exchange exchange, int status) {
        ThemeTexts texts = room.texts(exchange);
        String key =
                texts.has("error." + status + ".title") ? "error." + status : status < 500 ? "error.400" : "error.500";
        String title = texts.get(key + ".title");
        Map<String, Object> model = Map.of(
                "status", status, "title", title, "text", texts.get(key + ".text"), "retry", List.of(), "onward", "");
        Reply page = room.page(exchange, status, "error.peb", room.hidden(exchange, title), model);
        return status == 404 ? page.with(CacheControl.PAGE) : page;
    }

    @Override
    public Reply parked(Exchange exchange) {
        ThemeTexts texts = room.texts(exchange);
        return room.page(exchange, 503, "parked.peb", room.hidden(exchange, texts.get("parked.title")), Map.of());
    }
}
