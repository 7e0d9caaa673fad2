package org.souk.storefront.internal.pages;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.common.text.TextNormalizer;
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

/** Serves what is not a page: files of the shop, the built-in stylesheet and script, placeholders, the sitemap, robots.txt. */
@Component(service = SiteFiles.class)
public final class SiteFiles {
    private static final String SANDBOX = "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
            + " font-src 'self' data:; frame-ancestors 'none'; sandbox";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{12}");

    private final PageSupport support;

    @Activate
    public SiteFiles(@Reference PageSupport support) {
        this.support = support;
    }

    static boolean isStaticFile(String path) {
        return path.startsWith(StaticFiles.FOLDER);
    }

    /**
     * Serves {@code /static/<name>?v=<hash>}: the file with that hash, of this or a kept earlier version of the catalog, so that a page of
     * an earlier version never gets a newer file. Without a hash: the current file.
     */
    Optional<Reply> staticFile(Exchange exchange) {
        if (!exchange.isSafe()) {
            throw RequestProblem.methodNotAllowed(List.of("GET", "HEAD"));
        }
        // browsers on macOS may send NFD; the names of files are in NFC
        String name = TextNormalizer.nfc(exchange.path().substring(StaticFiles.FOLDER.length()));
        ShopTheme theme = support.theme(exchange);
        Optional<StaticFiles.Asset> current = theme.staticFiles().asset(name);
        Optional<String> hash = exchange.query("v").filter(v -> HASH.matcher(v).matches());
        if (hash.isEmpty()) {
            return current.map(asset -> file(exchange, name, asset, CacheControl.UNHASHED_FILE));
        }
        return Stream.concat(
                        current.stream(),
                        theme.earlier(exchange.shop().earlier()).stream().flatMap(old -> old.asset(name).stream()))
                .filter(asset -> asset.hash().equals(hash.get()))
                .findFirst()
                .map(asset -> file(exchange, name, asset, CacheControl.HASHED_FILE));
    }

    private static Reply file(Exchange exchange, String name, StaticFiles.Asset asset, CacheControl cacheControl) {
        String type = MediaTypes.of(name);
        Reply.Content content = Reply.Content.of(asset::length, out -> {
            try (InputStream in = asset.opener().open()) {
                in.transferTo(out);
            }
        });
        Reply reply = Reply.of(200, type, content).with(cacheControl);
        return ETag.conditional(
                exchange,
                MediaTypes.isActive(type) ? reply.with("Content-Security-Policy", SANDBOX) : reply,
                asset.hash());
    }

    /**
     * Serves {@code /assets/<hash>/<name>}: the built-in script, or the built-in stylesheet in the shop's design of this or an earlier
     * version. A page of another release of Souk gets the current file, which is not cached.
     */
    Reply themeFile(Exchange exchange) {
        if (exchange.variable("name").equals("shop.js")) {
            return cached(
                    Reply.of(200, "text/javascript; charset=utf-8", ThemeStylesheet.script()),
                    ThemeStylesheet.scriptAddress().equals(exchange.path()));
        }
        ThemeStylesheet sheet = stylesheet(exchange);
        if (exchange.variable("name").equals("shop.css")) {
            return cached(
                    Reply.of(200, "text/css; charset=utf-8", sheet.css()),
                    sheet.address().equals(exchange.path()));
        }
        throw RequestProblem.notFound("the theme has no such file");
    }

    /** Serves {@code /assets/<hash>/drawn/<code>.svg}. */
    Reply placeholder(Exchange exchange) {
        return svg(exchange, stylesheet(exchange)::placeholder);
    }

    /** Serves {@code /assets/<hash>/icon/<letter>.svg}. */
    Reply icon(Exchange exchange) {
        return svg(exchange, stylesheet(exchange)::icon);
    }

    private static Reply svg(Exchange exchange, Function<String, Optional<String>> draw) {
        String name = exchange.variable("name");
        return Optional.of(name)
                .filter(n -> n.endsWith(".svg"))
                .flatMap(n -> draw.apply(n.substring(0, n.length() - 4)))
                .map(svg -> cached(Reply.of(200, "image/svg+xml", svg), true))
                .orElseThrow(() -> RequestProblem.notFound("there is no image at this address"));
    }

    private ThemeStylesheet stylesheet(Exchange exchange) {
        return support.theme(exchange)
                .stylesheet(exchange.variable("hash"))
                .orElseThrow(() -> RequestProblem.notFound("no kept version of the shop has this stylesheet"));
    }

    /** Serves {@code /sitemap.xml}, and {@code ?part=2} of a long one. */
    Reply sitemap(Exchange exchange) {
        String text = exchange.query().text("part");
        Optional<Sitemap.File> file = text.isEmpty() || text.matches("[1-9][0-9]{0,5}")
                ? support.theme(exchange).sitemap().at(exchange.baseUrl(), text.isEmpty() ? 0 : Integer.parseInt(text))
                : Optional.empty();
        return file.map(found -> sitemapPart(exchange, found))
                .orElseThrow(() -> RequestProblem.notFound("the sitemap has no such part"));
    }

    private static Reply sitemapPart(Exchange exchange, Sitemap.File file) {
        Reply.Content content = Reply.Content.of(file::length, file::writeTo);
        Reply reply = Reply.of(200, "application/xml; charset=utf-8", content).with(CacheControl.CRAWLERS);
        return ETag.conditional(exchange, reply, file.tag());
    }

    Reply robots(Exchange exchange) {
        String text =
                "User-agent: *\nDisallow: /cart\nDisallow: /checkout\nDisallow: /account\nDisallow: /orders/\nDisallow: /api/\n"
                        + "Disallow: /search\n\nSitemap: " + exchange.baseUrl() + "/sitemap.xml\n";
        return Reply.of(200, "text/plain; charset=utf-8", text).with(CacheControl.CRAWLERS);
    }

    private static Reply cached(Reply reply, boolean sameRelease) {
        return reply.with(sameRelease ? CacheControl.HASHED_FILE : CacheControl.OTHER_RELEASE);
    }
}
