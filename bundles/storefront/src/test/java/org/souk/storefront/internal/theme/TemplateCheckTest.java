package org.souk.storefront.internal.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateCheckTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href={{ evil | link }}>",
                "<a href = {{ evil | link }}>",
                "<p class={{ text }}>",
                "<p {{ text }}>",
                "<{{ text }}>",
                "<p class=\"a\"{{ text }}>",
                "<p class=a{{ text }}>",
                "<script>var a = '{{ text }}';</script>",
                "<script type=\"application/ld+json\">{{ text }}</script>",
                "<STYLE>a{color:{{ text }}}</STYLE>",
                "<!-- {{ text }} -->",
                "<a onclick=\"x('{{ text }}')\">",
                "<a ONCLICK='{{ text }}'>",
                "<p style=\"color:{{ text }}\">",
                "<iframe srcdoc=\"{{ text }}\">",
                "<img srcset=\"{{ text }} 2x\">",
                "<a href=\"{{ evil }}\">",
                "<a href='{{ evil }}'>",
                "<a HREF=\"{{ evil }}\">",
                "<a href=\" {{ evil }}\">",
                "<a href=\"/{{ evil }}\">",
                "<a href=\"java{{ evil }}\">",
                "<a href=\"javascript:{{ evil }}\">",
                "<a href=\"{{ evil | link | upper }}\">",
                "<a href=\"{{ true ? evil : text | link }}\">",
                "<a href=\"{{ evil + text | link }}\">",
                "<a href=\"{{ evil ~ '' }}\">",
                "<a href=\"{{ evil == 'link' }}\">",
                "<a href=\"{% if true %}{{ evil }}{% endif %}\">",
                "<form action=\"{{ evil }}\">",
                "<button formaction=\"{{ evil }}\">",
                "<img src=\"{{ evil }}\">",
                "<svg><a xlink:href=\"{{ evil }}\">",
                "<br/><a href={{ evil }}>",
                "<p title=\"a>b\" class={{ text }}>",
            })
    void refusesPlacesWhereTextIsMoreThanText(String template) {
        assertThatThrownBy(() -> SandboxTest.render("\n" + template))
                .as(template)
                .isInstanceOfSatisfying(
                        TemplateProblem.class,
                        problem -> assertThat(problem.problem().line()).isEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"{{ text | link }}\" title=\"{{ text }}\">{{ text }}</a>",
                "<a href='{{ (text ~ evil) | link }}'>",
                "<a href=\"{{ thing.notes['k'] | link }}\">",
                "<a href=\"{{ list[0] | default('x') | link }}\">",
                "<a href=\"/p/{{ text }}\">",
                "<a href=\"?q={{ text | urlencode }}\">",
                "<a href=\"#{{ text }}\">",
                "<a href=\"mailto:{{ text }}\">",
                "<a href=\"https://example.com/{{ text }}\">",
                "<option value=\"a\"{% if true %} selected{% endif %}>",
                "<p class=\"a{% if true %} {{ text }}{% endif %}\">",
                "<p>1 < 2 {{ text }}</p>",
                "<!-- a > b --><p>{{ text }}</p>",
                "<!doctype html><p>{{ text }}</p>",
                "<script src=\"/static/a.js\"></script>{{ text }}",
                "<script>if (a < b) { c = '</p>'; }</script>{{ text }}",
                "<br>{{ text }}<hr/>{{ text }}",
                "{# {{ nothing }} #}{{ text }}",
            })
    void passesTheOthers(String template) {
        assertThat(SandboxTest.render(template)).isNotEmpty();
    }

    @Test
    void theBuiltInThemePasses() {
        Templates theme = Templates.builtIn();
        assertThat(List.of("home.peb", "cart.peb", "parked.peb")).allMatch(theme::has);
    }
}
