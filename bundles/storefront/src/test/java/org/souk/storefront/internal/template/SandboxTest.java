package org.souk.storefront.internal.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.storefront.internal.testing.SampleShop;

/** What a merchant's template must not do. */
@Timeout(20)
class SandboxTest {
    public record Thing(String name, List<String> parts, SafeString text, Map<String, String> notes) {
        public String secret() {
            return "leaked";
        }

        public static String shout() {
            return "leaked";
        }
    }

    /** Not a record, so nothing of it is to be seen. */
    public static final class Bean {
        public final String field = "leaked";

        public String getName() {
            return "leaked";
        }
    }

    private static final Map<String, Object> MODEL = new HashMap<>(Map.of(
            "thing",
            new Thing("<b>", List.of("a", "b"), new SafeString("<i>safe</i>"), Map.of("k", "v")),
            "bean",
            new Bean(),
            "text",
            "hello",
            "evil",
            "javascript:alert(1)",
            "list",
            List.of(1, 2, 3)));

    static String render(String template) {
        return render(Map.of("pages/x.peb", template));
    }

    static String render(Map<String, String> files) {
        List<String> names = files.keySet().stream()
                .filter(n -> n.startsWith("pages/"))
                .map(n -> n.substring(6))
                .toList();
        return Templates.of(new SampleShop.MemoryFiles(files), names).render("x.peb", MODEL, Locale.ENGLISH);
    }

    private static void refused(String template) {
        assertThatThrownBy(() -> render(template)).as(template).isInstanceOf(TemplateProblem.class);
    }

    @Test
    void whatItMayDoWorks() {
        assertThat(render("{{ thing.name }}")).isEqualTo("&lt;b&gt;");
        assertThat(render("{{ thing.text }}")).isEqualTo("<i>safe</i>");
        assertThat(render("{{ thing.notes.k }}{{ thing.notes['k'] }}{{ list[1] }}"))
                .isEqualTo("vv2");
        assertThat(
                        render(
                                "{% for p in thing.parts %}{{ loop.index }}{{ p }}{% if not loop.last %},{% endif %}{% endfor %}"))
                .isEqualTo("0a,1b");
        assertThat(render("{% for n in thing.notes %}{{ n.key }}={{ n.value }}{% endfor %}"))
                .isEqualTo("k=v");
        assertThat(render("{% for i in range(1, 3) %}{{ i }}{% endfor %}{% for i in 4..5 %}{{ i }}{% endfor %}"))
                .isEqualTo("12345");
        assertThat(render("{{ 'a' ~ 1 + 2 }}{{ 1 + 2 }}{{ text | upper | replace('L', 'ss') }}"))
                .isEqualTo("a123HEssssO");
        assertThat(render("{% macro m(a, b='z') %}<p>{{ a }}{{ b }}</p>{% endmacro %}{{ m('<') }}"))
                .isEqualTo("<p>&lt;z</p>");
        assertThat(render("{{ t('cart.total') }}{{ tn('products', 2) }}")).isEqualTo("Total2 products");
        assertThat(render("{% if thing.name == '<b>' and list | length == 3 %}yes{% endif %}"))
                .isEqualTo("yes");
        assertThat(render("{% verbatim %}{{ a }}{% endverbatim %}")).isEqualTo("{{ a }}");
        assertThat(render("{{ missing | default('none') }}{{ [1, 2] | first }}"))
                .isEqualTo("none1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ thing.secret }}",
                "{{ thing.secret() }}",
                "{{ thing.shout() }}",
                "{{ thing.class }}",
                "{{ thing.getClass() }}",
                "{{ thing.getClass }}",
                "{{ thing.class.forName('java.lang.Runtime') }}",
                "{{ thing.hashCode }}",
                "{{ bean.name }}",
                "{{ bean.getName() }}",
                "{{ bean.field }}",
                "{{ bean }}",
                "{{ text.bytes }}",
                "{{ text.length() }}",
                "{{ text.repeat(1000000000) }}",
                "{{ 1.class }}",
                "{{ list.size() }}",
                "{{ list.class }}",
                "{{ list.add(1) }}",
                "{{ list.stream() }}",
                "{{ thing.notes.getClass() }}",
                "{{ thing.notes.entrySet() }}",
                "{{ thing.notes.put('a', 'b') }}",
                "{{ template.engine }}",
                "{{ template.getName() }}",
                "{{ template.rootNode }}",
                "{{ locale.language }}",
                "{{ locale.getISOCountries() }}",
                "{{ _context.text }}",
                "{{ _context['thing'] }}",
                "{{ (1).MAX_VALUE }}",
                "{% set c = thing['class'] %}{{ c }}",
                "{{ beanGetters }}",
                "{{ missing.attribute }}",
                "{{ i18n('messages', 'x') }}",
                "{{ static.files }}",
            })
    void noWayToJava(String template) {
        refused(template);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in range(1, 1000) %}{% for b in range(1, 1000) %}{% for c in range(1, 1000) %}{% endfor %}{% endfor %}{% endfor %}",
                "{% for a in range(0, 2000000000) %}x{% endfor %}",
                "{% for a in 0..2000000000 %}x{% endfor %}",
                "{% for a in range(1, 9223372036854775807, 9223372036854775806) %}{% for b in range(1, 10, 0) %}{% endfor %}{% endfor %}",
                "{{ range(1, 100000000) | length }}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
                "{% include 'x.peb' %}",
                "{% include 'x.peb' with {'souk:budget': null} %}",
                "{% extends 'x.peb' %}",
                "{% block a %}{{ block('a') }}{% endblock %}",
                "{% macro m(n) %}{% if n > 0 %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
            })
    void noLoopWithoutEnd(String template) {
        refused(template);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% set s = 'xxxxxxxxxx' %}{% for i in range(1, 60) %}{% set s = s ~ s %}{% endfor %}",
                "{% set s = 'xxxxxxxxxx' %}{% for i in range(1, 60) %}{% set s = s + s %}{% endfor %}",
                "{% set s = 'xxxxxxxxxx' %}{% for i in range(1, 60) %}{% set s = \"#{s}#{s}\" %}{% endfor %}",
                "{% set s = 'xxxxxxxxxx' %}{% for i in range(1, 60) %}{% set s = s | replace('x', 'xx') %}{% endfor %}",
                "{% set s = 'xxxxxxxxxx' %}{% for i in range(1, 60) %}{% set s = s | replace({'x': 'xx'}) %}{% endfor %}",
                "{% set s = '%%%%%%%%%%' %}{% for i in range(1, 1000) %}{% set s = s | urlencode | urlencode %}{% set s = s ~ s %}{% endfor %}",
                "{% macro m(s) %}{{ s }}{{ s }}{% endmacro %}{% set s = 'xxxxxxxxxx' %}{% for i in range(1, 60) %}{% set s = m(s) %}{% endfor %}",
                "{% macro m() %}{% for i in range(1, 1000) %}{% for j in range(1, 90) %}{{ 'x' | replace('x', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx') }}{% endfor %}{% endfor %}{% endmacro %}{{ m() }}",
                "{% for i in range(1, 1000) %}{% for j in range(1, 90) %}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx{% endfor %}{% endfor %}",
                "{% set l = [1] %}{% for i in range(1, 60) %}{% set l = [l, l] %}{% endfor %}{{ l }}",
                "{% set l = [1] %}{% for i in range(1, 60) %}{% set l = l + l %}{% endfor %}",
                "{% set l = {'a': 1} %}{% for i in range(1, 60) %}{% set l = {'a': l, 'b': l} %}{% endfor %}",
                "{% set l = [1] %}{% for i in range(1, 60) %}{% set l = l | merge(l) %}{% endfor %}",
                "{{ '%2000000000d' | format(1) }}",
                "{{ list }}",
                "{{ thing }}",
                "{{ thing ~ '' }}",
            })
    void noWayToFillTheMemory(String template) {
        refused(template);
    }

    @Test
    void budgetHoldsInMacrosToo() {
        refused("{% macro m() %}{% for a in range(1, 1000) %}{% for b in range(1, 1000) %}{% endfor %}{% endfor %}"
                + "{% endmacro %}{{ m() }}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../catalog.yaml",
                "/etc/passwd",
                "catalog.yaml",
                "static/logo.svg",
                "../pages/y.peb",
                "./y.peb",
                "sub/../y.peb",
                "..%2fcatalog.yaml",
                "file:/etc/passwd",
                "classpath:x.peb",
                "\\\\windows\\x.peb",
                "Y.peb",
                "y.PEB",
                "y.peb\u0000",
                "a/b/c.peb",
            })
    void noFileOutside(String name) {
        for (String tag : List.of("include", "import", "extends")) {
            Map<String, String> files = Map.of(
                    "pages/x.peb", "{% " + tag + " '" + name.replace("\\", "\\\\") + "' %}",
                    "pages/y.peb", "why",
                    "catalog.yaml", "id: secret",
                    "static/logo.svg", "<svg/>",
                    "pages/../catalog.yaml", "id: secret");
            assertThatThrownBy(() -> render(files)).as(tag + " " + name).isInstanceOf(TemplateProblem.class);
        }
    }

    @Test
    void includesItsOwnAndTheThemes() {
        assertThat(render(Map.of("pages/x.peb", "{% include 'y.peb' %}", "pages/y.peb", "why")))
                .isEqualTo("why");
        assertThat(render(Map.of(
                        "pages/x.peb",
                        "{% import 'm.peb' as m %}{{ m.b('<') }}",
                        "pages/m.peb",
                        "{% macro b(x) %}{{ x }}!{% endmacro %}")))
                .isEqualTo("&lt;!");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ thing.name | raw }}",
                "{% autoescape false %}{{ thing.name }}{% endautoescape %}",
                "{% from 'layout.peb' import a %}",
                "{{ thing.name | nl2br }}",
                "{% filter raw %}x{% endfilter %}",
                "{% cache 'a' %}{{ thing.name }}{% endcache %}",
                "{% parallel %}x{% endparallel %}",
                "{% flush %}",
                "{% embed 'layout.peb' %}{% endembed %}",
                "{{ text | sha256 }}",
                "{{ text | split('(a+)+$') }}",
                "{{ text | base64decode }}",
                "{{ text | date('yyyy') }}",
                "{{ 1 | numberformat('0.000000000000') }}",
            })
    void nothingThatIsNotNamed(String template) {
        refused(template);
    }

    @Test
    void alwaysEscapes() {
        assertThat(render("{{ thing.name ~ thing.name }}")).isEqualTo("&lt;b&gt;&lt;b&gt;");
        assertThat(render("{{ true ? thing.name : 'x' }}")).isEqualTo("&lt;b&gt;");
        assertThat(render("{{ false ? 'x' : (true ? thing.name : 'y') }}")).isEqualTo("&lt;b&gt;");
        assertThat(render("{{ thing.text | upper }}")).isEqualTo("&lt;I&gt;SAFE&lt;/I&gt;");
        assertThat(render("{{ thing.text ~ thing.name }}")).doesNotContain("<");
        assertThat(render("{{ thing.text + thing.name }}")).doesNotContain("<");
        assertThat(render("<a title=\"{{ '\"' ~ text }}\">")).isEqualTo("<a title=\"&quot;hello\">");
        assertThat(render("<a title='{{ \"'\" ~ text }}'>")).isEqualTo("<a title='&#39;hello'>");
        assertThat(render("{{ thing.name | escape(strategy='json') }}{{ thing.name | escape('js') }}"))
                .isEqualTo("&lt;b&gt;&lt;b&gt;");
        assertThat(render("{{ '<' | escape }}{{ thing.text | escape }}")).isEqualTo("&lt;<i>safe</i>");
    }

    @Test
    void linksRunNothing() {
        assertThat(render("<a href=\"{{ evil | link }}\">")).isEqualTo("<a href=\"#\">");
        assertThat(render("<a href=\"{{ evil | trim | link }}\">")).isEqualTo("<a href=\"#\">");
        assertThat(render("<a href=\"/p/{{ evil }}\">")).isEqualTo("<a href=\"/p/javascript:alert(1)\">");
    }

    @Test
    void namesFileAndLine() {
        assertThatThrownBy(() -> render("<p>\n\n{% if %}\n"))
                .isInstanceOfSatisfying(
                        TemplateProblem.class,
                        problem -> assertThat(problem.problem().toString()).startsWith("pages/x.peb:3: "));
        assertThatThrownBy(() -> render("\n{{ thing.titel }}"))
                .isInstanceOfSatisfying(TemplateProblem.class, problem -> assertThat(
                                problem.problem().toString())
                        .startsWith("pages/x.peb:2: there is no 'titel'; there are name, notes, parts, text"));
        assertThatThrownBy(
                        () -> render(Map.of("pages/x.peb", "ok\n{% include 'y.peb' %}", "pages/y.peb", "\n\n{{ no }}")))
                .isInstanceOfSatisfying(
                        TemplateProblem.class,
                        problem -> assertThat(problem.problem().toString()).startsWith("pages/y.peb:3: "));
    }

    @Test
    void tooLargeOrTooDeepIsRefused() {
        refused("x".repeat(TemplateFiles.MAX_BYTES + 1));
        refused("{{ " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + " }}");
        refused("{% if true %}".repeat(10_000) + "x" + "{% endif %}".repeat(10_000));
        refused("{{ '" + "\\\\a".repeat(40_000) + "' }}{{ nothing }}");
    }
}
