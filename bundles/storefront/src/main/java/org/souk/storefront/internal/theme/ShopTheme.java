package org.souk.storefront.internal.theme;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

/**
 * What the storefront prepares for one version of a catalog before that version goes live: templates, sanitized texts, addresses of files.
 * Pages only read it.
 */
public final class ShopTheme {
    /** Longest policy in bytes. */
    private static final int MAX_POLICY = 512 * 1024;

    private static final int MAX_EARLIER = 3;
    /** Largest number of characters of sanitized descriptions that the cache of one shop keeps. */
    private static final int MAX_DESCRIPTIONS = 256 * 1024;

    private final Catalog catalog;
    private final StaticFiles staticFiles;
    /** The stylesheet of this version, then those of earlier versions: pages of these may still be open in a browser. */
    private final List<ThemeStylesheet> stylesheets;

    private final Map<CatalogFiles, StaticFiles> earlier = new ConcurrentHashMap<>();
    private final @Nullable Templates own;
    /** Until when a page whose own template exceeded its limits uses the built-in one, by page; at most one entry for each page of the theme. */
    private final Map<String, Instant> suspended = new ConcurrentHashMap<>();

    private final Map<String, Policy> policies;
    private final ShopView shop;
    private final Sitemap sitemap;
    private final CollectionIndex collectionIndex;
    private final LruCache<String, SafeString> descriptions =
            new LruCache<>(MAX_DESCRIPTIONS, text -> 100 + text.toString().length());

    public record Policy(String name, String title, SafeString text) {}

    /**
     * @param own the templates if the catalog has its own, or null
     * @param previousOrNull the theme of the version that this one replaces, or null
     */
    ShopTheme(Catalog catalog, CatalogFiles files, @Nullable Templates own, @Nullable ShopTheme previousOrNull) {
        this.catalog = catalog;
        this.staticFiles = new StaticFiles(files);
        this.stylesheets = stylesheets(new ThemeStylesheet(design()), previousOrNull);
        this.own = own;
        this.policies = policies(files);
        this.shop = ShopViews.of(this);
        this.sitemap = new Sitemap(catalog, List.copyOf(policies.keySet()));
        this.collectionIndex = new CollectionIndex(catalog);
    }

    public Catalog catalog() {
        return catalog;
    }

    /** The shop as templates see it. */
    public ShopView shop() {
        return shop;
    }

    /** The policies by name, in a fixed order. */
    public Map<String, Policy> policies() {
        return policies;
    }

    public Sitemap sitemap() {
        return sitemap;
    }

    /** The product's description as safe HTML. */
    public SafeString description(Product product) {
        return descriptions.get(product.handle(), handle -> Html.sanitize(product.descriptionHtml()));
    }

    public Optional<ProductCollection> firstCollection(Product product) {
        return collectionIndex.firstCollection(product);
    }

    public List<ProductCollection> collections(Product product) {
        return collectionIndex.collections(product);
    }

    public List<Product> following(Product product, int count) {
        return collectionIndex.following(product, count);
    }

    /** The address of a file in {@code static/}; empty if there is none. */
    public Optional<String> fileAddress(@Nullable String name) {
        return name == null ? Optional.empty() : staticFiles.address(name);
    }

    /** The product's picture, or a placeholder if it is not a file of the shop. */
    public PictureView picture(Product product, Product.@Nullable Image image) {
        String alternative = image == null || image.alternative().isBlank() ? product.title() : image.alternative();
        if (image != null && image.local()) {
            Optional<String> address = fileAddress(image.source());
            if (address.isPresent()) {
                return new PictureView(address.get(), alternative, false);
            }
        }
        return new PictureView(stylesheet().placeholderAddress(product.title()), alternative, true);
    }

    /** A placeholder for a collection without a picture. */
    public PictureView placeholder(ProductCollection collection) {
        return new PictureView(stylesheet().placeholderAddress(collection.title()), "", true);
    }

    /** The stylesheet with that hash, of this version or an earlier one. */
    public Optional<ThemeStylesheet> stylesheet(String segment) {
        return stylesheets.stream().filter(sheet -> sheet.matches(segment)).findFirst();
    }

    public StaticFiles staticFiles() {
        return staticFiles;
    }

    /** Static files of the earlier versions that are still kept. */
    public List<StaticFiles> earlier(List<CatalogFiles> kept) {
        earlier.keySet().retainAll(kept);
        return kept.stream()
                .map(files -> earlier.computeIfAbsent(files, StaticFiles::new))
                .toList();
    }

    private static List<ThemeStylesheet> stylesheets(ThemeStylesheet own, @Nullable ShopTheme previous) {
        List<ThemeStylesheet> all = new ArrayList<>(List.of(own));
        if (previous != null) {
            previous.stylesheets.stream()
                    .filter(sheet -> !own.hasSameCss(sheet) && all.size() <= MAX_EARLIER)
                    .forEach(all::add);
        }
        return List.copyOf(all);
    }

    Theme design() {
        return catalog.settings().theme();
    }

    ThemeStylesheet stylesheet() {
        return stylesheets.get(0);
    }

    /** The shop's own templates; empty if it has none, or if the one for this page is suspended. */
    Optional<Templates> ownTemplates(String page, Instant now) {
        Instant end = suspended.get(page);
        return end != null && now.isBefore(end) ? Optional.empty() : Optional.ofNullable(own);
    }

    /** Has the built-in template render this page until the given time, because the shop's own costs too much. */
    void suspend(String page, Instant end) {
        suspended.put(page, end);
    }

    private Map<String, Policy> policies(CatalogFiles files) {
        Map<String, Policy> found = new LinkedHashMap<>();
        ThemeTexts texts = ThemeTexts.in(catalog.locale());
        for (String file : files.list("policies")) {
            String name = file.substring("policies/".length());
            // policies in subfolders have no address; the deployer warns the merchant
            if (!name.endsWith(".md") || name.indexOf('/') >= 0) {
                continue;
            }
            String handle = name.substring(0, name.length() - 3);
            String text = read(files, file);
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
                return new String(in.readNBytes(MAX_POLICY), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
