package org.souk.storefront.internal.theme;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.ProductCollection;
import org.souk.api.catalog.Theme;
import org.souk.storefront.internal.files.Sitemap;
import org.souk.storefront.internal.files.StaticFiles;
import org.souk.storefront.internal.files.ThemeStylesheet;
import org.souk.storefront.internal.template.Templates;
import org.souk.storefront.internal.text.Html;
import org.souk.storefront.internal.text.ThemeTexts;
import org.souk.storefront.internal.view.PictureView;
import org.souk.storefront.internal.view.ShopView;

/** What the storefront keeps with one version of a catalog: its templates, texts made safe, addresses of its files. */
public final class ShopTheme {
    /** Most bytes of a policy. */
    private static final int MOST_POLICY = 512 * 1024;
    /** Looks of versions before. */
    private static final int MOST_EARLIER = 3;

    private final Catalog catalog;
    private final StaticFiles statics;
    /** Its own look, then those of the versions before it, whose pages may still be open in a browser. */
    private final List<ThemeStylesheet> looks;

    private final Map<CatalogFiles, StaticFiles> earlier = new ConcurrentHashMap<>();
    private final @Nullable Templates own;
    private final Map<String, Policy> policies;
    private final ShopView shop;
    private final Sitemap sitemap;
    private final CollectionIndex placements;
    private final LruCache<String, SafeString> descriptions = new LruCache<>(500);

    /** Terms and the like. */
    public record Policy(String name, String title, SafeString text) {}

    /**
     * @param beforeOrNull of the version that is served until then, or null
     */
    ShopTheme(Catalog catalog, CatalogFiles files, @Nullable Templates own, @Nullable ShopTheme beforeOrNull) {
        this.catalog = catalog;
        this.statics = new StaticFiles(files);
        this.looks = looks(new ThemeStylesheet(theme()), beforeOrNull);
        this.own = own;
        this.policies = policies(files);
        this.shop = ShopViews.of(this);
        this.sitemap = new Sitemap(catalog, List.copyOf(policies.keySet()));
        this.placements = new CollectionIndex(catalog);
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
        return new PictureView(look().drawingAddress(product.title()), alternative, true);
    }

    /** A drawing for a collection that has no picture. */
    public PictureView drawn(ProductCollection collection) {
        return new PictureView(look().drawingAddress(collection.title()), "", true);
    }

    /** What an address of the theme names that this version wrote, or one before it. */
    public Optional<ThemeStylesheet> look(String segment) {
        return looks.stream().filter(look -> look.named(segment)).findFirst();
    }

    /** Its files in {@code static/}. */
    public StaticFiles statics() {
        return statics;
    }

    /** The same of versions before, as they are kept. */
    public List<StaticFiles> earlier(List<CatalogFiles> kept) {
        earlier.keySet().retainAll(kept);
        return kept.stream()
                .map(files -> earlier.computeIfAbsent(files, StaticFiles::new))
                .toList();
    }

    private static List<ThemeStylesheet> looks(ThemeStylesheet own, @Nullable ShopTheme before) {
        List<ThemeStylesheet> all = new ArrayList<>(List.of(own));
        if (before != null) {
            before.looks.stream()
                    .filter(look -> !own.same(look) && all.size() <= MOST_EARLIER)
                    .forEach(all::add);
        }
        return List.copyOf(all);
    }

    Theme theme() {
        return catalog.settings().theme();
    }

    ThemeStylesheet look() {
        return looks.get(0);
    }

    /** The catalog's own templates. */
    Optional<Templates> own() {
        return Optional.ofNullable(own);
    }

    private Map<String, Policy> policies(CatalogFiles files) {
        Map<String, Policy> found = new LinkedHashMap<>();
        ThemeTexts texts = ThemeTexts.in(catalog.locale());
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
