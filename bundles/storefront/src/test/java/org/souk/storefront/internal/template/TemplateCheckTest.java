package org.souk.storefront.internal.template;

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
                "<a class={% include \"x.peb\" %}>",
                "<a class=\"{% include 'x.peb' %}\">",
                "<script>var a = {% include \"x.peb\" %};</script>",
                "<!-- {% include 'x.peb' %} -->",
                "<a class=\"{% block a %}{{ text }}{% endblock %}\">",
                "<script>{% block a %}{{ text }}{% endblock %}</script>",
                "<a class=\"{% import 'x.peb' as x %}\">",
                "<a class=\"{% macro m() %}{{ text }}{% endmacro %}\">",
                "{% macro m(a) %}{{ a }}{% endmacro %}<a class=\"{{ m(text) }}\">",
                "{% macro m(a) %}{{ a }}{% endmacro %}{% set x = m(text) %}<a class=\"{{ x }}\">",
                "{% block a %}<a class={% endblock %}{{ text }}>",
                "{% macro m(a) %}<a class=\"{% endmacro %}{{ text }}\">",
                "<a class=",
                "<script>",
                "<a href=\"{% if false %}/p/{% endif %}{{ evil }}\">",
                "<a href=\"{% if false %}/p/{% else %}{% endif %}{{ evil }}\">",
                "<a href=\"{% if true %}{% elseif true %}/p/{% else %}/c/{% endif %}{{ evil }}\">",
                "<a href=\"{% for a in [] %}/p/{% endfor %}{{ evil }}\">",
                "<a href=\"{% for a in [1, 2] %}{{ evil | link }}:{% endfor %}\">",
                "<a href=\"javascript:{{ text | link }}\">",
                "<a {% if true %}hr{% endif %}ef=\"{{ evil | link }}\">",
                "<a title=\"a\" {% for a in [1, 2] %}on{% endfor %}>",
                "<a href {% if true %}={% endif %}\"{{ evil | link }}\">",
                "<a class={% if true %}\"a\"{% endif %}>",
                "<{% if true %}script{% endif %}>{{ text }}</script>",
                "<p {% if true %}title=\"{% endif %}{{ text }}\">",
                "<p title=\"{% if true %}\" href=\"{% endif %}{{ text }}\">",
                "{% if true %}<script>{% endif %}{{ text }}</script>",
                "{% if true %}<!--{% else %}a{% endif %}{{ text }} -->",
                "{% for a in [1] %}<p class={% endfor %}{{ text }}>",
                "<textarea><a title=\"</textarea><a href={{ text }}>\">",
                "<title>{% include 'x.peb' %}</title>",
                "<a title =\"x> \" href=\"{{ evil }}\">",
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
                "<title>{{ text }}{% if true %} – {{ text }}{% endif %}</title>",
                "<p class=\"a\" {% if true %}hidden{% endif %}>",
                "<input{% if true %} checked{% endif %}{% if true %} title=\"{{ text }}\"{% endif %}>",
                "<a href=\"{% if true %}/p/{% else %}/c/{% endif %}{{ text }}\">",
                "<p class=\"{% for a in list %}c{{ a }} {% endfor %}\">",
                "<p hidden class = \"{{ text }}\" title=\"{% set b = 1 %}{{ b }}\">",
                "{% macro m(a) %}<b title=\"{{ a }}\">{{ a }}</b>{% endmacro %}<p>{{ m(text) }}</p>",
                "{% if (text == 'a') or not (1 > 2) %}<p>{% if max(1, 2) > 1 %}a{% endif %}</p>{% endif %}",
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
