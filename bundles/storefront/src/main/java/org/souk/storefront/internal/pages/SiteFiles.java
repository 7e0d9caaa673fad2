package org.souk.storefront.internal.pages;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.storefront.internal.theme.Sitemap;
import org.souk.storefront.internal.theme.ThemeShare;
import org.souk.storefront.internal.view.PictureView;
import org.souk.storefront.internal.web.Conditional;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/** What is no page: the theme's own files, the sitemap, words to robots. */
@Component(service = SiteFiles.class)
public final class SiteFiles {
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";

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

    /** {@code /sitemap.xml}, and {@code ?part=2} of one that is too long for a file. */
    Reply sitemap(Exchange exchange) {
        String text = exchange.query().text("part");
        Optional<Sitemap.File> file = text.isEmpty() || text.matches("[1-9][0-9]{0,5}")
                ? room.share(exchange).sitemap().at(exchange.baseUrl(), text.isEmpty() ? 0 : Integer.parseInt(text))
                : Optional.empty();
        return file.map(found -> Conditional.tagged(
                        exchange,
                        new Reply(200, Map.of("Content-Type", "application/xml; charset=utf-8"), content(found), null)
                                .cached(3600),
                        found.tag()))
                .orElseThrow(() -> RequestProblem.notFound("the sitemap has no such part"));
    }

    private static Reply.Content content(Sitemap.File file) {
        return new Reply.Content() {
            @Override
            public long length() {
                return file.length();
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                file.writeTo(out);
            }
        };
    }

    Reply robots(Exchange exchange) {
        String text = "User-agent: *\nDisallow: /cart\nDisallow: /checkout\nDisallow: /orders/\nDisallow: /api/\n"
                + "Disallow: /search\n\nSitemap: " + exchange.baseUrl() + "/sitemap.xml\n";
        return Reply.of(200, "text/plain; charset=utf-8", text).cached(3600);
    }

    private static Reply kept(Reply reply, boolean forGood) {
        return forGood ? reply.with("Cache-Control", FOR_GOOD) : reply.with("Cache-Control", "no-cache");
    }
}
