package org.souk.storefront.internal.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogContributor;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.ShopSettings;
import org.souk.api.catalog.Theme;
import org.souk.storefront.internal.testing.FakeCarts;
import org.souk.storefront.internal.testing.FakeNode;
import org.souk.storefront.internal.testing.FakeRequest;
import org.souk.storefront.internal.testing.FakeResponse;
import org.souk.storefront.internal.testing.FakeStock;
import org.souk.storefront.internal.testing.PlainPages;
import org.souk.storefront.internal.testing.SampleShop;
import org.souk.storefront.internal.testing.WholeShop;
import org.souk.storefront.internal.theme.ShopTheme;
import org.souk.storefront.internal.theme.ThemeContributor;
import org.souk.storefront.internal.theme.ThemeRenderer;
import org.souk.storefront.internal.web.FormTokens;
import org.souk.storefront.internal.web.Route;
import org.souk.storefront.internal.web.Router;

@DisplayName("Files of a shop and its theme across versions")
class AssetsTest {
    private static final ThemeRenderer RENDERER = new ThemeRenderer();

    /** A version as it is served. */
    private record Version(Catalog catalog, CatalogFiles files, ShopTheme theme, List<CatalogFiles> earlier)
            implements LiveCatalog {
        @Override
        public Optional<Instant> parkedSince() {
            return Optional.empty();
        }

        @Override
        public <T> Optional<T> contribution(Class<T> type) {
            return Optional.of(theme).filter(type::isInstance).map(type::cast);
        }

        @Override
        public <S> List<S> services(Class<S> spi) {
            return List.of();
        }
    }

    private final FakeCarts carts = new FakeCarts();

    private static Version version(Map<String, String> files, String primary, @Nullable Version before) {
        Catalog sample = SampleShop.live().catalog();
        ShopSettings was = sample.settings();
        Theme theme = new Theme(Map.of("primary", primary), "sans", "sans", 8, "classic", null, null, null, null);
        ShopSettings settings = new ShopSettings(
                was.name(),
                was.tagline(),
                was.description(),
                was.hosts(),
                was.canonicalOrNull(),
                was.currency(),
                was.locale(),
                was.timezone(),
                was.contact(),
                was.sessionLifetime(),
                was.orders(),
                was.tax(),
                was.shipping(),
                was.payments(),
                theme,
                was.customerGroupOrNull(),
                was.coupons());
        Catalog catalog =
                Catalog.of(sample.id(), "1", sample.digest(), settings, sample.products(), sample.collections());
        CatalogFiles memory = new SampleShop.MemoryFiles(files);
        CatalogContributor.Prepared prepared = new ThemeContributor()
                .prepare(new CatalogContributor.Preparation(catalog, memory, Path.of("unused"), before));
        ShopTheme shopTheme = (ShopTheme) ((CatalogContributor.Prepared.Ready) prepared).contribution();
        List<CatalogFiles> earlier = before == null ? List.of() : List.of(before.files());
        return new Version(catalog, memory, shopTheme, earlier);
    }

    private FakeResponse get(Version version, String target) {
        SiteFiles site =
                new SiteFiles(new PageSupport(RENDERER, carts, new FakeStock(), new FormTokens(new FakeNode())));
        Router router = new Router(List.of(
                new Route("GET", "/assets/{hash}/{name}", site::themeFile),
                new Route("GET", "/assets/{hash}/drawn/{name}", site::placeholder)));
        PlainPages pages = new PlainPages();
        pages.answers = exchange ->
                SiteFiles.isStaticFile(exchange.path()) ? site.staticFile(exchange) : router.handle(exchange);
        return new WholeShop(version, pages).send(FakeRequest.get(target));
    }

    @Test
    @DisplayName("a file is cached forever with its hash and briefly without; a missing one is 404")
    void files() {
        Version one = version(Map.of("static/logo.svg", "<svg/>", "static/sub/Größe 1.txt", "hello"), "#111111", null);
        FakeResponse logo = get(one, "/static/logo.svg");
        assertThat(logo.status()).isEqualTo(200);
        assertThat(logo.text()).isEqualTo("<svg/>");
        assertThat(logo.header("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(logo.header("Content-Security-Policy")).contains("sandbox");
        assertThat(logo.header("Cache-Control")).isEqualTo("public, max-age=60");
        String address = one.theme().fileAddress("sub/Größe 1.txt").orElseThrow();
        assertThat(address).startsWith("/static/sub/Gr%C3%B6%C3%9Fe%201.txt?v=");
        FakeResponse text = get(one, address);
        assertThat(text.text()).isEqualTo("hello");
        assertThat(text.header("Cache-Control")).contains("immutable");
        assertThat(get(one, "/static/none.svg").status()).isEqualTo(404);
        assertThat(get(one, "/static/none.svg?v=0123456789ab").status()).isEqualTo(404);
        assertThat(get(one, "/static/../catalog.yaml").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("a page of an earlier version gets the files that it refers to, never newer ones")
    void filesOfTheVersionBefore() {
        Version one = version(Map.of("static/logo.svg", "<svg>1</svg>"), "#111111", null);
        String old = one.theme().fileAddress("logo.svg").orElseThrow();
        Version two = version(Map.of("static/logo.svg", "<svg>2</svg>"), "#111111", one);
        assertThat(get(two, old).text()).isEqualTo("<svg>1</svg>");
        assertThat(get(two, old).header("Cache-Control")).contains("immutable");
        assertThat(get(two, two.theme().fileAddress("logo.svg").orElseThrow()).text())
                .isEqualTo("<svg>2</svg>");
        Version three = version(Map.of(), "#111111", two);
        assertThat(get(three, two.theme().fileAddress("logo.svg").orElseThrow()).text())
                .isEqualTo("<svg>2</svg>");
        assertThat(get(three, old).status()).as("no longer kept").isEqualTo(404);
    }

    @Test
    @DisplayName(
            "a stylesheet is served with the addresses of the files that it names, and has another address when one of them changes")
    void stylesheets() {
        Map<String, String> files = new HashMap<>(Map.of(
                "static/css/shop.css",
                "@import \"more.css\"; a{background:url( '../bg.png?x#f' )} b{src:url(data:x)} c{src:url(none.png)}",
                "static/css/more.css",
                "body{background:url(/static/bg.png)}",
                "static/bg.png",
                "1"));
        Version one = version(files, "#111111", null);
        String css = one.theme().fileAddress("css/shop.css").orElseThrow();
        String picture = one.theme().fileAddress("bg.png").orElseThrow();
        FakeResponse sheet = get(one, css);
        assertThat(sheet.text())
                .isEqualTo(
                        "@import \"" + one.theme().fileAddress("css/more.css").orElseThrow() + "\"; a{background:url(\""
                                + picture + "#f\")} b{src:url(data:x)} c{src:url(none.png)}");
        files.put("static/bg.png", "2");
        Version two = version(files, "#111111", one);
        assertThat(two.theme().fileAddress("css/shop.css").orElseThrow()).isNotEqualTo(css);
    }

    @Test
    @DisplayName("stylesheets that import each other in a circle have one hash, whichever is asked for first")
    void circle() {
        Map<String, String> files = Map.of(
                "static/a.css", "@import 'b.css'; a{background:url(bg.png)}",
                "static/b.css", "@import 'c.css'; @import 'b.css';",
                "static/c.css", "@import 'a.css'; @import 'leaf.css';",
                "static/leaf.css", "i{}",
                "static/root.css", "@import 'c.css';",
                "static/bg.png", "1");
        Map<String, String> addresses = addresses(version(files, "#111111", null), files.keySet());
        assertThat(addresses(version(files, "#111111", null), new TreeSet<>(files.keySet()).descendingSet()))
                .isEqualTo(addresses);
        Version one = version(files, "#111111", null);
        assertThat(get(one, addresses.get("static/c.css")).text())
                .isEqualTo("@import \"" + addresses.get("static/a.css") + "\"; @import \""
                        + addresses.get("static/leaf.css") + "\";");
        assertThat(get(one, addresses.get("static/b.css")).text()).contains(addresses.get("static/b.css"));
        Map<String, String> changed = new HashMap<>(files);
        changed.put("static/bg.png", "2");
        Map<String, String> others = addresses(version(changed, "#111111", one), files.keySet());
        assertThat(others.get("static/leaf.css")).isEqualTo(addresses.get("static/leaf.css"));
        for (String name : List.of("static/a.css", "static/b.css", "static/c.css", "static/root.css")) {
            assertThat(others.get(name)).as(name).isNotEqualTo(addresses.get(name));
        }
    }

    private static Map<String, String> addresses(Version version, Collection<String> files) {
        Map<String, String> addresses = new HashMap<>();
        for (String file : files) {
            String name = file.substring("static/".length());
            addresses.put(file, version.theme().fileAddress(name).orElseThrow());
        }
        return addresses;
    }

    @Test
    @DisplayName("a stylesheet is rewritten once, unless a shop has megabytes of them")
    void onceForAll() {
        Map<String, String> files = new HashMap<>(Map.of("static/shop.css", "a{background:url(bg.png)}"));
        files.put("static/bg.png", "1");
        for (int i = 0; i < 6; i++) {
            files.put("static/long" + i + ".css", "/*" + "x".repeat(1_000_000) + "*/");
        }
        Version one = version(files, "#111111", null);
        for (String name : files.keySet()) {
            get(one, "/" + name);
        }
        List<String> before =
                files.keySet().stream().map(name -> get(one, "/" + name).text()).toList();
        assertThat(before)
                .contains("a{background:url(\""
                        + one.theme().fileAddress("bg.png").orElseThrow() + "\")}");
        files.keySet().stream().filter(name -> name.endsWith(".css")).forEach(name -> files.put(name, "b{}"));
        List<String> after = files.keySet().stream()
                .map(name -> get(one, "/" + name).text())
                .filter(text -> text.length() > 100 || text.startsWith("a{"))
                .toList();
        assertThat(after).as("kept as they were").hasSize(5);
    }

    @Test
    @DisplayName("pages of an earlier version get their stylesheet with its own colours")
    void looks() {
        Version one = version(Map.of(), "#111111", null);
        Version two = version(Map.of(), "#222222", one);
        String old = one.theme().shop().stylesheet();
        assertThat(get(one, old).header("Content-Type")).startsWith("text/css");
        assertThat(get(two, old).text()).startsWith(":root{").contains("--primary:#111111");
        assertThat(get(two, old).header("Cache-Control")).contains("immutable");
        assertThat(get(two, two.theme().shop().stylesheet()).text()).contains("--primary:#222222");
        assertThat(get(two, "/assets/000000000000000000000000/shop.css").status())
                .isEqualTo(404);
        String earlierTheme = old.replaceFirst("([0-9a-f]{12})[0-9a-f]{12}", "$1000000000000");
        assertThat(get(two, earlierTheme).header("Cache-Control")).isEqualTo("no-cache");
        assertThat(get(two, two.theme().shop().script()).header("Cache-Control"))
                .contains("immutable");
    }

    @Test
    @DisplayName("a placeholder depends on its address alone, so an update does not change it")
    void drawings() {
        Version one = version(Map.of(), "#111111", null);
        Version two = version(Map.of(), "#222222", one);
        String drawn = one.theme()
                .picture(one.catalog().product("brass-star").orElseThrow(), null)
                .address();
        assertThat(get(two, drawn).text()).contains(">BS<", "#111111").doesNotContain("#222222");
        assertThat(get(two, drawn).header("Content-Type")).isEqualTo("image/svg+xml");
        String other = drawn.replaceFirst("/drawn/.*", "/drawn/");
        for (String wrong : List.of("9a-BS.svg", "1a-<b>.svg", "1a-.svg", "1a-BS", "x.svg")) {
            assertThat(get(two, other + wrong.replace("<", "%3C").replace(">", "%3E"))
                            .status())
                    .as(wrong)
                    .isEqualTo(404);
        }
    }
}
