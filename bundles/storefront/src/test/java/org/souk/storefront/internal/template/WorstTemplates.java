package org.souk.storefront.internal.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.souk.storefront.internal.testing.SampleShop;

/** Templates that are as expensive as a merchant could make them, and what one rendering of them costs. */
final class WorstTemplates {
    private static final int LARGEST = TemplateFiles.MAX_BYTES;
    private static final String DOUBLED = "{% set h = 'aaaaaaaaaaaaaaaa' %}" + "{% set h = h ~ h %}".repeat(14);
    private static final String LOOP = "{% for a in 1..1000 %}{% for b in 1..90 %}";
    private static final String END = "{% endfor %}{% endfor %}";

    private WorstTemplates() {}

    /**
     * @param milliseconds of CPU
     * @param bytes allocated
     * @param failure why it does not compile or stopped, or ""
     */
    record Cost(long milliseconds, long bytes, String failure) {}

    /** The templates by name; {@code x.peb} is rendered. */
    static Map<String, Map<String, String>> all() {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        one(all, "contains: long operands that almost match", almost() + fill("{{ h contains n }}"));
        one(all, "contains: short needle", DOUBLED + fill("{{ h contains 'aaaaaaaaaaaaaaab' }}"));
        one(all, "contains in a condition", almost() + LOOP + "{% if h contains n %}{% endif %}" + END);
        one(all, "contains: list in a list", lists() + LOOP + "{{ l contains k }}" + END);
        one(all, "list minus list", lists() + LOOP + "{{ (l - k) is empty }}" + END);
        one(all, "equal long texts", DOUBLED + "{% set g = 'a' ~ h %}{% set h = h ~ 'a' %}" + fill("{{ h == g }}"));
        one(all, "equal long lists", lists() + LOOP + "{{ l == m }}{{ l != m }}" + END);
        one(all, "replace that almost matches", almost() + fill("{% set x = h | replace(n, '') %}"));
        one(
                all,
                "replace that grows",
                fill("{% set s = 'xxxx' %}" + "{% set s = s | replace('x', 'xxxx') %}".repeat(9)));
        one(
                all,
                "theme text of itself",
                DOUBLED
                        + fill("{% set h = t('price.range', h, h) %}{% set h = t('price.range', '{1}{1}{1}{1}', h)"
                                + " %}"));
        one(
                all,
                "theme text with placeholders",
                "{% set h = '{1}{1}{1}{1}{1}{1}{1}{1}' %}" + "{% set h = h ~ h %}".repeat(12)
                        + "{{ t('price.range', h, h) }}");
        one(all, "doubling", fill("{% set s = 'xxxxxxxx' %}" + "{% set s = s ~ s %}".repeat(15)));
        for (String filter : List.of(
                "upper",
                "lower",
                "trim",
                "capitalize",
                "urlencode",
                "escape",
                "link",
                "first",
                "length",
                "abbreviate(9)",
                "slice(1)",
                "default(1)")) {
            one(all, "filter " + filter, DOUBLED + fill("{% set x = h | " + filter + " %}"));
            one(all, "filter " + filter + " in loops", DOUBLED + LOOP + "{% set x = h | " + filter + " %}" + END);
        }
        one(all, "escape of much", DOUBLED.replace('a', '&') + fill("{% set x = h | escape %}"));
        one(all, "escape to the page", DOUBLED.replace('a', '&') + fill("{{ h }}"));
        one(
                all,
                "test for empty",
                "{% set h = '        ' %}" + "{% set h = h ~ h %}".repeat(15) + fill("{{ h is empty }}"));
        one(all, "numbers of long texts", DOUBLED.replace('a', '1') + fill("{% set x = (h ~ '.5') * 2 %}"));
        one(all, "last of a list", lists() + LOOP + "{{ l | last }}" + END);
        one(all, "ranges", LOOP + "{% set x = 1..1000 %}" + END);
        one(
                all,
                "literal lists",
                "{% for a in 1..1000 %}{% set x = [" + "1,".repeat(LARGEST / 2 - 100) + "1] %}{% endfor %}");
        one(all, "literal lists of a thousand", LOOP + "{% set x = [" + "1,".repeat(999) + "1] %}" + END);
        one(all, "long sum", LOOP + "{% set x = 1" + "+1".repeat(1000) + " %}" + END);
        one(all, "a very long sum", "{{ 1" + "+1".repeat(LARGEST / 2 - 10) + " }}");
        one(all, "long ternary", LOOP + "{{ " + "false ? 1 : ".repeat(1000) + "1 }}" + END);
        one(all, "many arguments", LOOP + "{{ max(" + "1,".repeat(1000) + "1) }}" + END);
        one(
                all,
                "maps of includes",
                Map.of("x.peb", LOOP + "{% include 'y.peb' with {" + entries(1000) + "} %}" + END, "y.peb", "y"));
        one(all, "a body of many tags", loop(1000, fill("{% set a = 1 %}", 200_000)));
        one(all, "a body of many prints", loop(1000, fill("{{ a }}", 200_000)));
        one(all, "a body of much text", loop(1000, "x".repeat(200_000)));
        one(all, "loops", loop(1000, loop(1000, loop(1000, ""))));
        one(all, "missing values", LOOP + "{{ nothing.at | default(1) }}{{ nothing is defined }}" + END);
        one(
                all,
                "missing values deep down",
                Map.of(
                        "x.peb",
                        "{% import 'm.peb' %}{{ m(40) }}",
                        "m.peb",
                        "{% macro m(n) %}{% if n > 0 %}{{ m(n - 1) }}{% else %}" + LOOP
                                + "{{ nothing.at | default(1) }}" + END + "{% endif %}{% endmacro %}"));
        one(all, "macros that double", macros());
        one(
                all,
                "many imports",
                Map.of(
                        "x.peb",
                        LOOP + "{% include 'y.peb' %}" + END,
                        "y.peb",
                        "{% import 'm.peb' %}{{ m() }}",
                        "m.peb",
                        "{% macro m() %}{% endmacro %}"));
        one(all, "blocks that print blocks", blocks());
        one(
                all,
                "block of much text",
                Map.of(
                        "x.peb",
                        "{% block a %}" + "x".repeat(1000)
                                + "{% endblock %}{% for i in 1..1000 %}{{ block('b') }}{% endfor %}{% block b %}"
                                + "{{ block('a') }}".repeat(100) + "{% endblock %}"));
        one(
                all,
                "block of a long text",
                DOUBLED
                        + "{% block a %}{{ h }}{{ h }}{{ h }}{{ h }}{{ h }}{% endblock %}{% set x = block('a') %}{%"
                        + " set x = block('a') %}");
        one(all, "itself", "{% include 'x.peb' %}{% include 'x.peb' %}");
        one(
                all,
                "itself, with variables to search",
                Map.of(
                        "x.peb",
                        "{% set h = 'x' %}{% include 'y.peb' with {\"a\": 1} %}",
                        "y.peb",
                        fill("{% set a = text ~ 'x' %}", 5_000) + "{% include 'y.peb' with {\"b\": text} %}"));
        one(
                all,
                "long names",
                "{% set " + "a".repeat(30_000) + " = 1 %}" + LOOP + ("{{ " + "a".repeat(30_000) + " }}").repeat(6)
                        + END);
        one(all, "files", LOOP + "{{ static('nothing.svg') }}" + END);
        one(all, "deep brackets", "{{ " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + " }}");
        one(all, "deep signs", "{{ " + "- ".repeat(60_000) + "1 }}");
        one(all, "deep branches", "{% if true %}".repeat(8_000) + "{% endif %}".repeat(8_000));
        one(all, "many branches", "{% if false %}" + fill("{% elseif false %}", LARGEST - 100) + "{% endif %}");
        one(all, "text alone", "x".repeat(LARGEST));
        one(all, "white space", "{{- 1" + " ".repeat(LARGEST - 10) + "-}}");
        one(all, "white space to trim", fill("   {{- 1 -}}   "));
        one(all, "tags that do not close", fill("{{"));
        one(all, "comments", fill("{#-#}"));
        one(all, "a comment that does not close", fill("{#"));
        one(all, "verbatim", fill("{% verbatim %}x{% endverbatim %}"));
        one(all, "verbatim that does not close", fill("{% verbatim %}"));
        one(all, "a long text", "{{ '" + "\\\\a".repeat(LARGEST / 3 - 10) + "' }}");
        one(all, "quotes", "{{ " + fill("\"#\"~", LARGEST - 20) + "1 }}");
        one(all, "open quotes", "{{ " + fill("'\\", LARGEST - 20));
        one(all, "a long number", "{{ 0." + "1".repeat(LARGEST - 20) + " }}");
        one(all, "open tags of HTML", fill("<a "));
        one(all, "half comments of HTML", fill("<!--"));
        one(all, "scripts", fill("<script></script"));
        one(all, "attributes", "<a " + fill("b=", LARGEST - 20) + ">");
        one(all, "many prints", fill("{{a}}"));
        return all;
    }

    static Cost cost(Map<String, String> files, Map<String, Object> model) {
        Map<String, String> pages = new TreeMap<>();
        files.forEach((name, text) -> pages.put("pages/" + name, text));
        com.sun.management.ThreadMXBean thread =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long time = thread.getCurrentThreadCpuTime();
        long bytes = thread.getCurrentThreadAllocatedBytes();
        String failure = "";
        try {
            Templates.alone(new SampleShop.MemoryFiles(pages), List.copyOf(files.keySet()))
                    .render("x.peb", model, java.util.Locale.ENGLISH);
        } catch (TemplateProblem e) {
            failure = e.location();
        }
        return new Cost(
                (thread.getCurrentThreadCpuTime() - time) / 1_000_000,
                thread.getCurrentThreadAllocatedBytes() - bytes,
                failure);
    }

    private static void one(Map<String, Map<String, String>> all, String name, String template) {
        all.put(name, Map.of("x.peb", template));
    }

    private static void one(Map<String, Map<String, String>> all, String name, Map<String, String> files) {
        all.put(name, files);
    }

    /** Two long texts: the second is found in the first only at the last comparison of each attempt. */
    private static String almost() {
        return DOUBLED + "{% set n = 'b' ~ (h | slice(0, 120000)) %}{% set n = (h | slice(0, 120000)) ~ 'b' %}";
    }

    private static String lists() {
        String texts = String.join(",", Collections.nCopies(900, "'aaaaaaaa'"));
        return "{% set l = [" + texts + ",'y'] %}{% set m = [" + texts + ",'z'] %}{% set k = [" + texts + "] %}";
    }

    private static String fill(String part) {
        return fill(part, LARGEST - 20_000);
    }

    private static String fill(String part, int length) {
        return part.repeat(Math.max(1, length / part.length()));
    }

    private static String loop(int times, String body) {
        return "{% for a in 1.." + times + " %}" + body + "{% endfor %}";
    }

    private static String entries(int count) {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add("\"k" + i + "\": " + i);
        }
        return String.join(", ", entries);
    }

    private static String macros() {
        StringBuilder template = new StringBuilder("{% macro m0() %}xxxxxxxxxxxxxxxx{% endmacro %}");
        for (int i = 1; i < 60; i++) {
            template.append("{% macro m" + i + "() %}{{ m" + (i - 1) + "() }}{{ m" + (i - 1) + "() }}{% endmacro %}");
        }
        return template + "{{ m59() }}";
    }

    private static String blocks() {
        StringBuilder template = new StringBuilder("{% block b0 %}" + "x".repeat(100_000) + "{% endblock %}");
        for (int i = 1; i < 60; i++) {
            template.append("{% block b" + i + " %}{{ block('b" + (i - 1) + "') }}{{ block('b" + (i - 1)
                    + "') }}{% endblock %}");
        }
        return template.toString();
    }
}
