package org.souk.storefront.internal.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.storefront.internal.files.Sitemap;
import org.souk.storefront.internal.files.StaticFiles;
import org.souk.storefront.internal.files.ThemeStylesheet;
import org.souk.storefront.internal.theme.ShopTheme;
import org.souk.storefront.internal.web.CacheControl;
import org.souk.storefront.internal.web.ETag;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.MediaTypes;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/** What is no page: files of the shop and of the theme, the sitemap, words to robots. */
@Component(service = SiteFiles.class)
public final class SiteFiles {
    private static final String SANDBOX = "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
            + " font-src 'self' data:; frame-ancestors 'none'; sandbox";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{12}");

    private final PageSupport room;

    /** In a room. */
    @Activate
    public SiteFiles(@Reference PageSupport room) {
        this.room = room;
    }

    /** Whether it is a file's path. */
    static boolean claims(String path) {
        return path.startsWith(StaticFiles.FOLDER);
    }

    /**
     * {@code /static/<name>?v=<hash>}: the content that the hash tells, also of a version before that is kept, and never another: what
     * a page of one version names is not answered by the next. Without a hash: as it is now, kept for a moment.
     */
    Optional<Reply> file(Exchange exchange) {
        if (!exchange.isSafe()) {
            throw RequestProblem.methodNotAllowed(List.of("GET", "HEAD"));
        }
        String name = exchange.path().substring(StaticFiles.FOLDER.length());
        ShopTheme share = room.share(exchange);
        Optional<StaticFiles.Asset> now = share.statics().asset(name);
        Optional<String> asked = exchange.query("v").filter(v -> HASH.matcher(v).matches());
        if (asked.isEmpty()) {
            return now.map(asset -> file(exchange, name, asset, CacheControl.UNHASHED_FILE));
        }
        return Stream.concat(
                        now.stream(),
                        share.earlier(exchange.shop().earlier()).stream()
                                .flatMap(before -> before.asset(name).stream()))
                .filter(asset -> asset.hash().equals(asked.get()))
                .findFirst()
                .map(asset -> file(exchange, name, asset, CacheControl.HASHED_FILE));
    }

    private static Reply file(Exchange exchange, String name, StaticFiles.Asset asset, CacheControl cacheControl) {
        String type = MediaTypes.of(name);
        Reply.Content content = new Reply.Content() {
            @Override
            public long length() {
                return asset.length();
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                try (InputStream in = asset.opener().open()) {
                    in.transferTo(out);
                }
            }
        };
        Reply reply = Reply.of(200, type, content).with(cacheControl);
        return ETag.conditional(
                exchange,
                MediaTypes.active(type) ? reply.with("Content-Security-Policy", SANDBOX) : reply,
                asset.hash());
    }

    /**
     * {@code /assets/<hashes>/<name>}: the look that the first hash tells, also of a version before. If another release of the theme
     * asks, it is answered as the theme is now, and not kept.
     */
    Reply asset(Exchange exchange) {
        if (exchange.variable("name").equals("shop.js")) {
            return kept(
                    Reply.of(200, "text/javascript; charset=utf-8", ThemeStylesheet.script()),
                    ThemeStylesheet.scriptAddress().equals(exchange.path()));
        }
        ThemeStylesheet look = look(exchange);
        if (exchange.variable("name").equals("shop.css")) {
            return kept(
                    Reply.of(200, "text/css; charset=utf-8", look.stylesheet()),
                    look.stylesheetAddress().equals(exchange.path()));
        }
        throw RequestProblem.notFound("the theme has no such file");
    }

    /** {@code /assets/<hash>/drawn/<code>.svg}: a picture drawn for what has none. */
    Reply drawn(Exchange exchange) {
        return svg(exchange, look(exchange)::drawing);
    }

    /** {@code /assets/<hash>/icon/<letter>.svg}: for browsers' tabs. */
    Reply icon(Exchange exchange) {
        return svg(exchange, look(exchange)::icon);
    }

    private static Reply svg(Exchange exchange, Function<String, Optional<String>> draw) {
        String name = exchange.variable("name");
        return Optional.of(name)
                .filter(n -> n.endsWith(".svg"))
                .flatMap(n -> draw.apply(n.substring(0, n.length() - 4)))
                .map(svg -> kept(Reply.of(200, "image/svg+xml", svg), true))
                .orElseThrow(() -> RequestProblem.notFound("nothing is drawn at this address"));
    }

    private ThemeStylesheet look(Exchange exchange) {
        return room.share(exchange)
                .look(exchange.variable("hash"))
                .orElseThrow(() -> RequestProblem.notFound("no version of the shop that is kept has that look"));
    }

    /** {@code /sitemap.xml}, and {@code ?part=2} of one that is too long for a file. */
    Reply sitemap(Exchange exchange) {
        String text = exchange.query().text("part");
        Optional<Sitemap.File> file = text.isEmpty() || text.matches("[1-9][0-9]{0,5}")
                ? room.share(exchange).sitemap().at(exchange.baseUrl(), text.isEmpty() ? 0 : Integer.parseInt(text))
                : Optional.empty();
        return file.map(found -> ETag.conditional(
                        exchange,
                        Reply.of(200, "application/xml; charset=utf-8", content(found))
                                .with(CacheControl.CRAWLERS),
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
        String text =
                "User-agent: *\nDisallow: /cart\nDisallow: /checkout\nDisallow: /account\nDisallow: /orders/\nDisallow: /api/\n"
                        + "Disallow: /search\n\nSitemap: " + exchange.baseUrl() + "/sitemap.xml\n";
        return Reply.of(200, "text/plain; charset=utf-8", text).with(CacheControl.CRAWLERS);
    }

    private static Reply kept(Reply reply, boolean forGood) {
        return reply.with(forGood ? CacheControl.HASHED_FILE : CacheControl.OTHER_RELEASE);
    }
}
