package org.souk.storefront.internal.theme;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;

/** A shop's sitemap (sitemaps.org), made once for the host that asks and kept until another does. */
public final class Sitemap {
    private static final int MOST_ADDRESSES = 50_000;

    private final ThemeShare share;
    private volatile @Nullable Text last;

    Sitemap(ThemeShare share) {
        this.share = share;
    }

    /**
     * The XML.
     *
     * @param base of all its addresses
     * @param bytes not to be changed
     * @param tag changes with the content
     */
    public record Text(String base, byte[] bytes, String tag) {}

    /** The sitemap with addresses that begin with that. */
    public Text at(String base) {
        Text kept = last;
        if (kept == null || !kept.base().equals(base)) {
            kept = write(base);
            last = kept;
        }
        return kept;
    }

    private Text write(String base) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        for (String path : paths()) {
            xml.append("<url><loc>").append(base).append(path).append("</loc></url>\n");
        }
        byte[] bytes = xml.append("</urlset>\n").toString().getBytes(StandardCharsets.UTF_8);
        return new Text(base, bytes, Hashes.shorten(Hashes.sha256().digest(bytes)));
    }

    /** Each with what XML would read escaped in its segment, so there is nothing more to escape. */
    private List<String> paths() {
        Catalog catalog = share.catalog();
        List<String> paths = new ArrayList<>();
        paths.add("/");
        catalog.collections().forEach(c -> paths.add("/c/" + Links.segment(c.handle())));
        share.policies().keySet().forEach(name -> paths.add("/policies/" + Links.segment(name)));
        catalog.products().forEach(p -> paths.add("/p/" + Links.segment(p.handle())));
        return paths.subList(0, Math.min(paths.size(), MOST_ADDRESSES));
    }
}
