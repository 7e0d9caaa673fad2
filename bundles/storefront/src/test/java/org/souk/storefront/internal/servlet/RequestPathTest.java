package org.souk.storefront.internal.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.storefront.internal.web.RequestProblem;

class RequestPathTest {
    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/p/saddle, /p/saddle",
        "/p/a%20b, /p/a b",
        "/p/%C3%A9, /p/é",
        "/p/%252e, /p/%2e",
        "/c/x/, /c/x/"
    })
    void decodesOnce(String raw, String path) {
        assertThat(RequestPath.decode(raw)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "p",
                "/../x",
                "/a/..",
                "/a/./b",
                "/%2e%2e/x",
                "/a/%2E.",
                "/a%2fb",
                "/a%2Fb",
                "/a%5cb",
                "/a\\b",
                "/a;x=1",
                "/a%00",
                "/a%0d%0ab",
                "//evil.example",
                "/a//b",
                "/a%",
                "/a%4",
                "/a%zz",
                "/%ff",
                "/%c0%af",
                "/a%7f"
            })
    void refusesWhatCanBeReadInTwoWays(String raw) {
        assertThatThrownBy(() -> RequestPath.decode(raw))
                .isInstanceOfSatisfying(RequestProblem.class, problem -> assertThat(problem.status())
                        .isEqualTo(400));
    }

    @Test
    void refusesTheLong() {
        assertThatThrownBy(() -> RequestPath.decode("/" + "a".repeat(3000)))
                .isInstanceOfSatisfying(RequestProblem.class, problem -> assertThat(problem.status())
                        .isEqualTo(414));
    }
}
