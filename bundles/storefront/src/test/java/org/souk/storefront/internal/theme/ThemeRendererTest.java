package org.souk.storefront.internal.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.souk.storefront.internal.template.Templates;
import org.souk.storefront.internal.testing.SampleShop;
import org.souk.storefront.internal.text.Html;
import org.souk.storefront.internal.view.PageView;

class ThemeRendererTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    @Test
    @DisplayName("is immediate: stays active when other components are replaced")
    void stays() throws IOException {
        String name = "/OSGI-INF/" + ThemeRenderer.class.getName() + ".xml";
        try (InputStream in = Objects.requireNonNull(ThemeRenderer.class.getResourceAsStream(name))) {
            String component = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(component).contains("immediate=\"true\"").doesNotContain("<reference ");
        }
    }

    @Test
    @Timeout(60)
    @DisplayName("starts before the built-in theme is compiled; a page waits for the compiler")
    void startsAtOnce() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        ThemeRenderer renderer = new ThemeRenderer(
                () -> {
                    released.await();
                    return Templates.builtIn();
                },
                Clock.systemUTC());
        CompletableFuture<String> page = CompletableFuture.supplyAsync(() -> policy(renderer));
        assertThat(page).isNotDone();
        released.countDown();
        assertThat(page.get(60, TimeUnit.SECONDS)).contains("<h1>Terms</h1>");
    }

    @Test
    @DisplayName(
            "A template that exceeds its limits costs that once in ten minutes; meanwhile the built-in page is served")
    void suspendsExpensiveTemplates() {
        ShopTheme theme = themeWith("{% for a in 1..1000 %}{% for b in 1..1000 %}{{ a }}{% endfor %}{% endfor %}");
        ThemeRenderer renderer = new ThemeRenderer(Templates::builtIn, Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(theme.ownTemplates("policy.peb", NOW)).isPresent();
        for (int i = 0; i < 3; i++) {
            assertThat(policy(renderer, theme)).contains("<h1>Terms</h1>");
            assertThat(theme.ownTemplates("policy.peb", NOW)).isEmpty();
        }
        assertThat(theme.ownTemplates("home.peb", NOW))
                .as("the shop's other pages")
                .isPresent();
        assertThat(theme.ownTemplates("policy.peb", NOW.plusSeconds(599))).isEmpty();
        assertThat(theme.ownTemplates("policy.peb", NOW.plusSeconds(600))).isPresent();
    }

    @Test
    @DisplayName("A template that fails on one page is tried again on the next")
    void retriesCheapFailures() {
        ShopTheme theme = themeWith("{{ nothing }}");
        assertThat(policy(new ThemeRenderer(), theme)).contains("<h1>Terms</h1>");
        assertThat(theme.ownTemplates("policy.peb", NOW)).isPresent();
    }

    @Test
    @DisplayName("A rendering ends when its thread is interrupted, and is not held against the template")
    void endsWhenInterrupted() {
        ShopTheme theme = themeWith("{% for a in 1..1000 %}{% for b in 1..50 %}.{% endfor %}{% endfor %}");
        ThemeRenderer renderer = new ThemeRenderer();
        policy(renderer);
        Thread.currentThread().interrupt();
        try {
            assertThat(policy(renderer, theme)).contains("<h1>Terms</h1>");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(theme.ownTemplates("policy.peb", NOW)).isPresent();
        assertThat(policy(renderer, theme)).contains("....").doesNotContain("<h1>");
    }

    private static ShopTheme themeWith(String policyTemplate) {
        return ThemeContributor.theme(
                        SampleShop.live().catalog(),
                        new SampleShop.MemoryFiles(Map.of("pages/policy.peb", policyTemplate)))
                .orElseThrow();
    }

    private static String policy(ThemeRenderer renderer) {
        return policy(
                renderer, new ShopTheme(SampleShop.live().catalog(), new SampleShop.MemoryFiles(Map.of()), null, null));
    }

    private static String policy(ThemeRenderer renderer, ShopTheme share) {
        PageView page = new PageView("Terms", "", "", "/policies/terms", "", false);
        return renderer.render(
                share,
                "policy.peb",
                Map.of("page", page, "token", "t", "title", "Terms", "text", Html.sanitize("<b>ours</b>")));
    }
}
