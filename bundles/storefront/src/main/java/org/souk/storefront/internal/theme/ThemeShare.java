package org.souk.storefront.internal.theme;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.ProductCollection;
import org.souk.api.catalog.Theme;
import org.souk.storefront.internal.view.PictureView;
import org.souk.storefront.internal.view.ShopView;

/** What the storefront keeps with one version of a catalog: its templates, texts made safe, addresses of its files. */
public final class ThemeShare {
    /** Most bytes of a policy. */
    private static final int MOST_POLICY = 512 * 1024;

    private final Catalog catalog;
    private final StaticFiles statics;
    private final Look look;
    private final @Nullable Templates own;
    private final Map<String, Policy> policies;
    private final ShopView shop;
    private final Sitemap sitemap;
    private final Placements placements;
    private final Recent<String, String> drawings = new Recent<>(2_000);
    private final Recent<String, SafeString> descriptions = new Recent<>(500);

    /** Terms and the like. */
    public record Policy(String name, String title, SafeString text) {}

    ThemeShare(Catalog catalog, CatalogFiles files, @Nullable Templates own) {
        this.catalog = catalog;
        this.statics = new StaticFiles(files);
        this.look = new Look(theme());
        this.own = own;
        this.policies = policies(files);
        this.shop = ShopViews.of(this);
        this.sitemap = new Sitemap(catalog, List.copyOf(policies.keySet()));
        this.placements = new Placements(catalog);
    }

    /** The values. */
    public Catalog catalog() {
        return catalog;
    }

    /** The shop as pages show it. */
    public ShopView shop() {
        return shop;
    }

    /** Terms and the like by name, in a fixed order. */
    public Map<String, Policy> policies() {
        return policies;
    }

    /** Every page of it that can be found. */
    public Sitemap sitemap() {
        return sitemap;
    }

    /** The product's description, made safe. */
    public SafeString description(Product product) {
        return descriptions.get(product.handle(), handle -> Html.safe(product.descriptionHtml()));
    }

    /** The first collection that the product is in. */
    public Optional<ProductCollection> home(Product product) {
        return placements.home(product);
    }

    /** The collections that the product is in, in their order. */
    public List<ProductCollection> collections(Product product) {
        return placements.collections(product);
    }

    /** Other products that stand behind it, in the same collection if it is in one. */
    public List<Product> after(Product product, int count) {
        return placements.after(product, count);
    }

    /** The address of a file in {@code static/}. */
    public Optional<String> file(@Nullable String name) {
        return name == null ? Optional.empty() : statics.address(name);
    }

    /** The product's picture, or a drawing where it has none that a page may load. */
    public PictureView picture(Product product, Product.@Nullable Image image) {
        String alternative = image == null || image.alternative().isBlank() ? product.title() : image.alternative();
        if (image != null && image.local()) {
            Optional<String> address = file(image.source());
            if (address.isPresent()) {
                return new PictureView(address.get(), alternative, false);
            }
        }
        return new PictureView(
                "/assets/" + drawings.get(product.title(), this::drawingHash) + "/p/" + Links.segment(product.handle())
                        + ".svg",
                alternative,
                true);
    }

    /** A drawing for a collection that has no picture. */
    public PictureView drawn(ProductCollection collection) {
        return new PictureView(
                "/assets/" + drawingHash(collection.title()) + "/c/" + Links.segment(collection.handle()) + ".svg",
                "",
                true);
    }

    /** The drawing for a product or a collection. */
    public String drawing(String title) {
        return Drawing.of(title, theme());
    }

    private String drawingHash(String title) {
        return Hashes.of(Drawing.of(title, theme()));
    }

    /** The drawing for the shop. */
    public String icon() {
        return Drawing.icon(catalog.name(), theme());
    }

    /** The stylesheet in the shop's colours. */
    public String stylesheet() {
        return look.stylesheet();
    }

    /** The script of the theme. */
    public String script() {
        return Look.script();
    }

    Theme theme() {
        return catalog.settings().theme();
    }

    Look look() {
        return look;
    }

    StaticFiles statics() {
        return statics;
    }

    /** The catalog's own templates. */
    Optional<Templates> own() {
        return Optional.ofNullable(own);
    }

    private Map<String, Policy> policies(CatalogFiles files) {
        Map<String, Policy> found = new LinkedHashMap<>();
        Texts texts = Texts.in(catalog.locale());
        for (String file : files.list("policies")) {
            String name = file.startsWith("policies/") ? file.substring("policies/".length()) : file;
            // those in folders below have no address; the merchant is told
            if (!name.endsWith(".md") || name.indexOf('/') >= 0) {
                continue;
            }
            String handle = name.substring(0, name.length() - 3);
            String text = read(files, "policies/" + name);
            String title = texts.has("policy." + handle)
                    ? texts.get("policy." + handle)
                    : heading(text).orElse(handle);
            found.put(handle, new Policy(handle, title, Html.markdown(text)));
        }
        return found;
    }

    private static Optional<String> heading(String markdown) {
        return markdown.lines()
                .filter(l -> l.startsWith("# "))
                .map(l -> l.substring(2).strip())
                .findFirst();
    }

    private static String read(CatalogFiles files, String name) {
        try {
            Optional<InputStream> file = files.open(name);
            if (file.isEmpty()) {
                return "";
            }
            try (InputStream in = file.get()) {
                return new String(in.readNBytes(MOST_POLICY), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(name + " cannot be read", e);
        }
    }
}
