package org.souk.storefront.internal.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
        ThemeRenderer renderer = new ThemeRenderer(() -> {
            released.await();
            return Templates.builtIn();
        });
        CompletableFuture<String> page = CompletableFuture.supplyAsync(() -> policy(renderer));
        assertThat(page).isNotDone();
        released.countDown();
        assertThat(page.get(60, TimeUnit.SECONDS)).contains("<h1>Terms</h1>");
    }

    private static String policy(ThemeRenderer renderer) {
        ShopTheme share = new ShopTheme(SampleShop.live().catalog(), new SampleShop.MemoryFiles(Map.of()), null, null);
        PageView page = new PageView("Terms", "", "", "/policies/terms", "", false);
        return renderer.render(
                share,
                "policy.peb",
                Map.of("page", page, "token", "t", "title", "Terms", "text", Html.sanitize("<b>ours</b>")));
    }
}
