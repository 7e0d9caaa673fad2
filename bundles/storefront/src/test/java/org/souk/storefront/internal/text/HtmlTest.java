package org.souk.storefront.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTest {
    private static String safe(String html) {
        return Html.sanitize(html).toString();
    }

    @Test
    void keepsWhatIsText() {
        assertThat(safe("<p>English <b>leather</b>, <em>hand</em> cut.</p><ul><li>One</ul>"))
                .isEqualTo("<p>English <b>leather</b>, <em>hand</em> cut.</p><ul><li>One</li></ul>");
        assertThat(safe("<h1>Loud</h1>")).isEqualTo("<h2>Loud</h2>");
        assertThat(safe("1 < 2 & 3")).isEqualTo("1 &lt; 2 &amp; 3");
        assertThat(safe("<a href=\"/c/saddles\">x</a>")).isEqualTo("<a href=\"/c/saddles\">x</a>");
        assertThat(safe("<a href='https://a.example/b'>x</a>")).contains("href=\"https://a.example/b\"", "noopener");
        assertThat(safe("  ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<p onclick=alert(1)>x</p>",
                "<a href=javascript:alert(1)>x</a>",
                "<a href=' jAvAsCrIpT:alert(1)'>x</a>",
                "<a href='java\tscript:alert(1)'>x</a>",
                "<a href='java&#10;script:alert(1)'>x</a>",
                "<a href='data:text/html,alert(1)'>x</a>",
                "<a href='//evil.example/alert'>x</a>",
                "<iframe src=alert></iframe>",
                "<svg onload=alert(1)><script>alert(1)</script></svg>",
                "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
                "<style>alert</style>",
                "<form action=alert><input name=alert></form>",
                "<p style='background:url(alert)'>x</p>",
                "<base href=alert>",
                "<meta http-equiv=refresh content=alert>",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            })
    void dropsWhatRunsOrLoads(String html) {
        assertThat(safe(html))
                .doesNotContain("alert(1)\"")
                .doesNotContain("<img")
                .doesNotContain("script:")
                .doesNotContain("=alert")
                .doesNotContain("onerror=")
                .doesNotContain("//evil")
                .doesNotContain("style")
                .doesNotContain("data:");
    }

    @Test
    void markdownIsSafeToo() {
        assertThat(Html.markdown("# Terms\n\nPay *soon*.\n\n<script>x</script>\n\n[a](javascript:x)")
                        .toString())
                .contains("<h2>Terms</h2>", "<em>soon</em>")
                .doesNotContain("<script")
                .doesNotContain("javascript:");
    }

    @Test
    void cutsWords() {
        assertThat(Html.excerpt("<p>One two three</p>", 9)).isEqualTo("One two…");
        assertThat(Html.excerpt("short", 9)).isEqualTo("short");
    }
}
