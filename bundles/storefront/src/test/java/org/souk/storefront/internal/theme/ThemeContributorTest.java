package org.souk.storefront.internal.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogContributor;
import org.souk.api.catalog.CatalogContributor.Prepared;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Problem;
import org.souk.storefront.internal.files.Sitemap;
import org.souk.storefront.internal.testing.SampleShop;
import org.souk.storefront.internal.text.Html;
import org.souk.storefront.internal.view.PageView;

class ThemeContributorTest {
    private final Catalog catalog = SampleShop.live().catalog();
    private final ThemeRenderer renderer = new ThemeRenderer();

    private Prepared prepare(Map<String, String> files) {
        return new ThemeContributor()
                .prepare(new CatalogContributor.Preparation(
                        catalog, new SampleShop.MemoryFiles(files), Path.of("unused"), null));
    }

    private ShopTheme theme(Map<String, String> files) {
        return (ShopTheme) ((Prepared.Ready) prepare(files)).contribution();
    }

    private String policy(ShopTheme theme) {
        PageView page = new PageView("Terms", "", "", "/policies/terms", "", false);
        return renderer.render(
                theme,
                "policy.peb",
                Map.of("page", page, "token", "t", "title", "Terms", "text", Html.sanitize("<b>ours</b>")));
    }

    @Test
    void aCatalogWithoutTemplatesHasTheBuiltInOnes() {
        assertThat(policy(theme(Map.of())))
                .contains("<h1>Terms</h1>", "<b>ours</b>", "The Tack Room", "lang=\"en-GB\"");
    }

    @Test
    void aTemplateOverridesByName() {
        String page = policy(theme(Map.of(
                "pages/policy.peb", "{% extends \"layout.peb\" %}{% block content %}Mine: {{ title }}{% endblock %}")));
        assertThat(page).contains("Mine: Terms", "The Tack Room").doesNotContain("<h1>Terms");
        assertThat(policy(theme(Map.of("pages/footer.peb", "<footer>My own foot</footer>"))))
                .contains("My own foot", "<h1>Terms</h1>");
    }

    static Stream<Arguments> tooMuch() {
        return Stream.of(
                Arguments.of(many("pages/t%d.peb", 20, "x".repeat(240 << 10)), "pages", "4 MB together"),
                Arguments.of(many("policies/t%d.md", 20, "x".repeat(240 << 10)), "policies", "4 MB together"),
                Arguments.of(many("pages/t%d.peb", 3, "{{a}}".repeat(15_000)), "pages/t2.peb", "100000 tags"),
                Arguments.of(Map.of("pages/x.peb", "\n{{ 1" + "+1".repeat(5_000) + " }}"), "pages/x.peb:2", "split it"),
                Arguments.of(Map.of("pages/x.peb", "{{ " + "a".repeat(101) + " }}"), "pages/x.peb:1", "100 characters"),
                Arguments.of(Map.of("pages/x.peb", "{{ _context | length }}"), "pages/x.peb:1", "name the variables"),
                Arguments.of(
                        Map.of("pages/x.peb", "{% set l = [1" + ",1".repeat(1_000) + "] %}"),
                        "pages/x.peb:1",
                        "at most 1000 entries"));
    }

    @Test
    void eachListOfATagMayBeLong() {
        String list = "[1" + ",1".repeat(600) + "]";
        assertThat(prepare(Map.of(
                        "pages/x.peb",
                        "{% set a = " + list + " %}{{ " + list + " contains 1 and " + list + " contains 2 }}")))
                .isInstanceOf(Prepared.Ready.class);
    }

    private static Map<String, String> many(String name, int count, String text) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> name.formatted(i), i -> text));
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void whatWouldTakeTooMuchMemoryOrTimeIsRefused(Map<String, String> files, String place, String reason) {
        assertThat(prepare(files))
                .isInstanceOfSatisfying(Prepared.Refused.class, refused -> assertThat(refused.problems())
                        .singleElement()
                        .asString()
                        .startsWith(place)
                        .contains(reason));
    }

    @Test
    void aBrokenTemplateIsRefusedWithItsPlace() {
        Prepared prepared =
                prepare(Map.of("pages/home.peb", "fine\n{% for x of y %}", "pages/cart.peb", "<a href={{ x }}>"));
        assertThat(prepared).isInstanceOfSatisfying(Prepared.Refused.class, refused -> assertThat(refused.problems())
                .extracting(Problem::toString)
                .anyMatch(p -> p.startsWith("pages/home.peb:2: "))
                .anyMatch(p -> p.startsWith("pages/cart.peb:1: put quotes around")));
    }

    @Test
    void aTemplateThatFailsHarmsItselfAlone() {
        String page = policy(theme(Map.of("pages/policy.peb", "{{ title.nothing }}")));
        assertThat(page).contains("<h1>Terms</h1>");
        assertThat(policy(theme(Map.of("pages/policy.peb", "{% include \"policy.peb\" %}"))))
                .contains("<h1>Terms</h1>");
    }

    @ParameterizedTest
    @CsvSource({
        "policies/Terms.md, rename it to policies/terms.md",
        "policies/TERMS.MD, it is not shown; rename it to policies/terms.md",
        "policies/terms.txt, it is not shown; rename it to policies/terms.md",
        "policies/terms.md.txt, it is not shown; rename it to policies/terms.md",
        "policies/our terms.markdown, rename it to policies/our-terms.md",
        "policies/en/terms.md, move it into policies/",
        "policies/terms.md, ",
        "policies/seal.png, ",
    })
    void aPolicyUnderAnotherNameThanItsPageIsAWarning(String name, @Nullable String warning) {
        Prepared.Ready ready = (Prepared.Ready) prepare(Map.of(name, "# Terms"));
        assertThat(ready.warnings()).extracting(Problem::message).allMatch(text -> text.contains(warning));
        assertThat(ready.warnings()).hasSize(warning == null ? 0 : 1);
    }

    @Test
    void policiesAreMarkdownMadeSafe() {
        ShopTheme theme = theme(Map.of(
                "policies/terms.md", "# AGB\n\nPay *now* <script>x</script>", "policies/bees.md", "# About bees\n"));
        assertThat(theme.policies().get("terms").title()).isEqualTo("Terms and conditions");
        assertThat(theme.policies().get("terms").text().toString())
                .contains("<em>now</em>")
                .doesNotContain("<script");
        assertThat(theme.policies().get("bees").title()).isEqualTo("About bees");
        assertThat(theme.shop().policies()).extracting("address").containsExactly("/policies/terms", "/policies/bees");
    }

    @Test
    void aPolicyInAFolderBelowIsToldAndNotShown() {
        Prepared.Ready ready =
                (Prepared.Ready) prepare(Map.of("policies/old/terms.md", "# Old", "policies/a.md", "# A"));
        assertThat(((ShopTheme) ready.contribution()).policies()).containsOnlyKeys("a");
        assertThat(ready.warnings()).singleElement().satisfies(warning -> assertThat(warning.toString())
                .contains("policies/old/terms.md", "move it"));
    }

    @Test
    void theSitemapNamesEveryPageOfTheHostThatAsks() throws IOException {
        Sitemap sitemap = theme(Map.of("policies/terms.md", "# Terms")).sitemap();
        Sitemap.File file = sitemap.at("http://tack.localhost", 0).orElseThrow();
        assertThat(text(file))
                .contains(
                        "<loc>http://tack.localhost/policies/terms</loc>",
                        "<loc>http://tack.localhost/c/bridles</loc>");
        assertThat(sitemap.at("http://www.tack.localhost", 0).orElseThrow().tag())
                .isNotEqualTo(file.tag());
        assertThat(sitemap.at("http://tack.localhost", 1)).isEmpty();
    }

    private static String text(Sitemap.File file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.writeTo(out);
        assertThat(file.length()).isEqualTo(out.size());
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void filesHaveTheHashOfTheirContent() {
        ShopTheme one = theme(Map.of("static/sub/Größe 1.txt", "hello"));
        assertThat(one.fileAddress("sub/Größe 1.txt")).contains("/static/sub/Gr%C3%B6%C3%9Fe%201.txt?v=2cf24dba5fb0");
        assertThat(one.fileAddress("none.txt")).isEmpty();
        assertThat(one.fileAddress(null)).isEmpty();
    }

    @Test
    void aShopThatWasLiveBeforeGetsItsShareOnce() {
        LiveCatalog live = SampleShop.live();
        assertThat(renderer.theme(live)).isSameAs(renderer.theme(live));
        assertThat(renderer.theme(SampleShop.live())).isNotSameAs(renderer.theme(live));
    }

    @Test
    void picturesOfOtherHostsAreDrawn() {
        ShopTheme theme = theme(Map.of());
        var product = catalog.products().get(0);
        var foreign = new org.souk.api.catalog.Product.Image("https://cdn.example/a.jpg", "");
        assertThat(theme.picture(product, foreign).drawn()).isTrue();
        assertThat(theme.picture(product, foreign).address()).matches("/assets/[0-9a-f]{12}/drawn/[0-4][ais]-SB\\.svg");
    }
}
