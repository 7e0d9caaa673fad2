package org.souk.storefront.internal.pages;

import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.Catalog;
import org.souk.storefront.internal.theme.Links;
import org.souk.storefront.internal.theme.ThemeShare;
import org.souk.storefront.internal.view.PictureView;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/** What is no page: the theme's own files, the sitemap, words to robots. */
@Component(service = SiteFiles.class)
public final class SiteFiles {
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";
    /** A sitemap has 50,000 addresses at the most (sitemaps.org). */
    private static final int MOST_ADDRESSES = 50_000;

    private final Room room;

    /** In a room. */
    @Activate
    public SiteFiles(@Reference Room room) {
        this.room = room;
    }

    /** {@code /assets/<hash>/<name>}: what is asked for under an older hash is answered as it is now, and not kept. */
    Reply asset(Exchange exchange) {
        ThemeShare share = room.share(exchange);
        String hash = exchange.variable("hash");
        return switch (exchange.variable("name")) {
            case "shop.css" ->
                kept(
                        Reply.of(200, "text/css; charset=utf-8", share.stylesheet()),
                        share.shop().stylesheet().equals(exchange.path()));
            case "shop.js" ->
                kept(
                        Reply.of(200, "text/javascript; charset=utf-8", share.script()),
                        share.shop().script().equals(exchange.path()));
            case "icon.svg" -> kept(Reply.of(200, "image/svg+xml", share.icon()), hash.length() == 12);
            default -> throw RequestProblem.notFound("the theme has no such file");
        };
    }

    /** {@code /assets/<hash>/p/<handle>.svg}: a picture drawn for a product that has none. */
    Reply product(Exchange exchange) {
        return handle(exchange)
                .flatMap(exchange.shop().catalog()::product)
                .map(p -> drawing(exchange, p.title(), room.share(exchange).picture(p, null)))
                .orElseThrow(() -> RequestProblem.notFound("there is no such product"));
    }

    /** {@code /assets/<hash>/c/<handle>.svg}: the same for a collection. */
    Reply collection(Exchange exchange) {
        return handle(exchange)
                .flatMap(exchange.shop().catalog()::collection)
                .map(c -> drawing(exchange, c.title(), room.share(exchange).drawn(c)))
                .orElseThrow(() -> RequestProblem.notFound("there is no such collection"));
    }

    private Reply drawing(Exchange exchange, String title, PictureView picture) {
        String svg = room.share(exchange).drawing(title);
        boolean current = picture.address().startsWith("/assets/" + exchange.variable("hash") + "/");
        return kept(Reply.of(200, "image/svg+xml", svg), current);
    }

    private static Optional<String> handle(Exchange exchange) {
        String name = exchange.variable("name");
        return name.endsWith(".svg") ? Optional.of(name.substring(0, name.length() - 4)) : Optional.empty();
    }

    Reply sitemap(Exchange exchange) {
        Catalog catalog = exchange.shop().catalog();
        String base = exchange.baseUrl();
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        add(xml, base + "/");
        catalog.collections().forEach(c -> add(xml, base + "/c/" + Links.segment(c.handle())));
        room.share(exchange).policies().keySet().forEach(p -> add(xml, base + "/policies/" + Links.segment(p)));
        catalog.products().stream()
                .limit(Math.max(0, MOST_ADDRESSES - 1 - catalog.collections().size() - 20))
                .forEach(p -> add(xml, base + Shelf.address(p)));
        return Reply.of(
                        200,
                        "application/xml; charset=utf-8",
                        xml.append("</urlset>\n").toString())
                .cached(3600);
    }

    Reply robots(Exchange exchange) {
        String text = "User-agent: *\nDisallow: /cart\nDisallow: /checkout\nDisallow: /orders/\nDisallow: /api/\n"
                + "Disallow: /search\n\nSitemap: " + exchange.baseUrl() + "/sitemap.xml\n";
        return Reply.of(200, "text/plain; charset=utf-8", text).cached(3600);
    }

    private static void add(StringBuilder xml, String address) {
        xml.append("<url><loc>")
                .append(address.replace("&", "&amp;").replace("<", "&lt;"))
                .append("</loc></url>\n");
    }

    private static Reply kept(Reply reply, boolean forGood) {
        return forGood ? reply.with("Cache-Control", FOR_GOOD) : reply.with("Cache-Control", "no-cache");
    }
}
