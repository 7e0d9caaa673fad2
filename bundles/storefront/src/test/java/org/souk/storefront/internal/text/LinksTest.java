package org.souk.storefront.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/p/a",
                "/search?q=a:b",
                "#here",
                "?page=2",
                "page",
                "http://a.example/",
                "HTTPS://a.example/",
                "mailto:a@b.example",
                "tel:+441632960184",
                ""
            })
    void lead(String address) {
        assertThat(Links.sanitize(address)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                " javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "java\tscript:alert(1)",
                "java\nscript:alert(1)",
                "\u0001javascript:alert(1)",
                "vbscript:x",
                "data:text/html,x",
                "blob:x",
                "file:///etc/passwd",
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/\t/evil.example",
                ":x"
            })
    void doNotRun(String address) {
        assertThat(Links.sanitize(address)).isEqualTo("#");
    }

    @Test
    void escapeSegmentsAndParameters() {
        assertThat(Links.segment("snaffle-bridle")).isEqualTo("snaffle-bridle");
        assertThat(Links.segment("Größe 1/2")).isEqualTo("Gr%C3%B6%C3%9Fe%201%2F2");
        assertThat(Links.path("sub/a b.svg")).isEqualTo("sub/a%20b.svg");
        assertThat(Links.parameter("a&b=c+d")).isEqualTo("a%26b%3Dc%2Bd");
    }
}
