package org.souk.storefront.internal.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Searches for the template that costs the most CPU: random programs of the template language, changed at random, of which the more
 * expensive is kept (hill climbing with restarts). The same seed gives the same first candidates; later ones depend on measured times.
 */
final class WorstTemplateSearch {
    private static final int PATIENCE = 60;
    private static final int MAX_TEMPLATE = TemplateFiles.MAX_BYTES - 1_000;
    /**
     * Forms by type: statements, texts, numbers, lists, conditions. The sign of a type in a form stands for a part of that type. Well-typed,
     * because a template that fails at once costs nothing.
     */
    private static final Map<Character, List<String>> FORMS = Map.of(
            '@',
            List.of(
                    "{{ τ }}",
                    "{{ ν }}",
                    "{{ β }}",
                    "{% set h = τ %}",
                    "{% set n = τ %}",
                    "{% set b = τ %}",
                    "{% set i = ν %}",
                    "{% set l = λ %}",
                    "{% for j in λ %}@{% endfor %}",
                    "{% for j in 1..1000 %}@{% endfor %}",
                    "{% for j in 1..30 %}@{% endfor %}",
                    "{% if β %}@{% else %}@{% endif %}",
                    "@@",
                    "@@@",
                    "xxxx",
                    "<p title=\"{{ τ }}\"></p>",
                    "{{ m(τ) }}",
                    "{{ block('c') }}",
                    "{% include 'y.peb' with {\"b\": τ, \"l\": λ} %}",
                    "{% include 'z.peb' %}",
                    "{% if h contains n %}@{% endif %}",
                    "{% set h = h ~ h %}"),
            'τ',
            List.of(
                    "h",
                    "n",
                    "b",
                    "text",
                    "'x'",
                    "'&<'",
                    "' '",
                    "thing.name",
                    "(τ ~ τ)",
                    "(τ + τ)",
                    "(τ | upper)",
                    "(τ | lower)",
                    "(τ | trim)",
                    "(τ | urlencode)",
                    "(τ | escape)",
                    "(τ | link)",
                    "(τ | capitalize)",
                    "(τ | default(τ))",
                    "(missing.at | default(τ))",
                    "(τ | abbreviate(900))",
                    "(τ | replace(τ, τ))",
                    "t('price.range', τ, τ)",
                    "t('price.range', '{1}{1}', τ)",
                    "tn('products', ν)",
                    "(β ? τ : τ)",
                    "(static(τ) | default(τ))",
                    "(h ~ h)",
                    "(λ | last)",
                    "(λ | first)",
                    "(ν ~ τ)"),
            'ν',
            List.of(
                    "i",
                    "1",
                    "7",
                    "-3",
                    "2.5",
                    "(ν + ν)",
                    "(ν - ν)",
                    "(ν * ν)",
                    "(ν / 7)",
                    "(ν % 7)",
                    "(+ ν)",
                    "(τ | length)",
                    "(λ | length)",
                    "max(ν, ν)",
                    "min(ν, ν, ν, ν)",
                    "(ν | abs)",
                    "(β ? ν : ν)",
                    "(- ν)"),
            'λ',
            List.of(
                    "l",
                    "list",
                    "[1, 2, 'x']",
                    "range(1, 1000)",
                    "1..30",
                    "(list | slice(1))",
                    "thing.parts",
                    "(missing | default(λ))"),
            'β',
            List.of(
                    "true",
                    "(ν < ν)",
                    "(ν > ν)",
                    "(ν <= ν)",
                    "(ν >= ν)",
                    "(ν is even)",
                    "(ν is odd)",
                    "(τ == τ)",
                    "(λ == λ)",
                    "(λ != λ)",
                    "(τ contains τ)",
                    "(λ contains τ)",
                    "(λ contains λ)",
                    "(τ is empty)",
                    "(τ is not null)",
                    "(λ is iterable)",
                    "(thing.notes is map)",
                    "(τ equals τ)",
                    "(missing is defined)",
                    "(not β)",
                    "(β and β)",
                    "(β or β)",
                    "(thing == thing)",
                    "(h contains n)"));

    /**
     * @param type a key of {@link #FORMS}
     * @param form a statement or expression
     * @param times how often it is repeated in the text of the template
     */
    private record Gene(char type, String form, int times, List<Gene> parts) {
        String text(int most) {
            StringBuilder text = new StringBuilder();
            int next = 0;
            for (char c : form.toCharArray()) {
                if (FORMS.containsKey(c)) {
                    text.append(parts.get(next++).text(most));
                } else {
                    text.append(c);
                }
                if (text.length() > most) {
                    break;
                }
            }
            return text.toString().repeat(Math.max(1, Math.min(times, most / Math.max(1, text.length()))));
        }
    }

    /** The most expensive template that was found, and how many were tried. */
    record Found(WorstTemplates.Cost cost, Map<String, String> files, int tried, long mostBytes) {}

    private final Random random;
    private final Map<String, Object> model;
    private int tried;
    private long mostBytes;

    WorstTemplateSearch(long seed, Map<String, Object> model) {
        this.random = new Random(seed);
        this.model = model;
    }

    /** All forms, one in each line. */
    static String forms() {
        return FORMS.values().stream().flatMap(List::stream).collect(Collectors.joining("\n"));
    }

    Found search(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        Found best = new Found(new WorstTemplates.Cost(0, 0, ""), Map.of(), 0, 0);
        while (System.nanoTime() < end) {
            List<Gene> now = List.of(gene('@', 4), gene('@', 4), gene('@', 4));
            long cost = 0;
            for (int failed = 0; failed < PATIENCE && System.nanoTime() < end; failed++) {
                List<Gene> next = mutate(now);
                Map<String, String> files = files(next);
                WorstTemplates.Cost first = measure(files);
                // a second measurement: the first may include a compilation by the JVM
                long milliseconds = first.milliseconds() <= cost
                        ? 0
                        : Math.min(first.milliseconds(), measure(files).milliseconds());
                if (milliseconds > cost) {
                    now = next;
                    cost = milliseconds;
                    failed = 0;
                }
                if (milliseconds > best.cost().milliseconds()) {
                    best = new Found(
                            new WorstTemplates.Cost(milliseconds, first.bytes(), first.failure()),
                            files,
                            tried,
                            mostBytes);
                }
            }
        }
        return new Found(best.cost(), best.files(), tried, mostBytes);
    }

    private WorstTemplates.Cost measure(Map<String, String> files) {
        WorstTemplates.Cost cost = WorstTemplates.cost(files, model);
        tried++;
        mostBytes = Math.max(mostBytes, cost.bytes());
        return cost;
    }

    private Map<String, String> files(List<Gene> genes) {
        String begin = "{% import 'm.peb' %}{% set b = 'bb' %}{% set l = [1, 'x', 3] %}{% set i = 3 %}"
                + "{% set h = 'aaaaaaaaaaaaaaaa' %}" + "{% set h = h ~ h %}".repeat(8)
                + "{% set n = (h | slice(1)) ~ 'b' %}";
        StringBuilder text = new StringBuilder(begin);
        genes.forEach(gene -> text.append(gene.text(MAX_TEMPLATE / 3 - begin.length())));
        return Map.of(
                "x.peb",
                text + "{% block c %}{{ h }}{% endblock %}",
                "y.peb",
                genes.get(0).text(10_000),
                "z.peb",
                genes.get(1).text(10_000),
                "m.peb",
                "{% macro m(b, h='x', n='y', l=[1], i=1, list=[1], text='', thing=null) %}"
                        + genes.get(2).text(10_000) + "{% endmacro %}");
    }

    private List<Gene> mutate(List<Gene> genes) {
        List<Gene> next = new ArrayList<>(genes);
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(next.size());
            next.set(at, mutate(next.get(at)));
        }
        return next;
    }

    private Gene mutate(Gene gene) {
        int choice = random.nextInt(10);
        if (!gene.parts().isEmpty() && choice < 5) {
            List<Gene> parts = new ArrayList<>(gene.parts());
            int at = random.nextInt(parts.size());
            parts.set(at, mutate(parts.get(at)));
            return new Gene(gene.type(), gene.form(), gene.times(), parts);
        }
        if (gene.type() != '@' || choice == 9) {
            return gene(gene.type(), 3);
        }
        return choice == 8
                ? new Gene('@', "{% for j in 1..1000 %}@{% endfor %}", 1, List.of(gene))
                : new Gene(
                        '@', gene.form(), random.nextBoolean() ? gene.times() * 4 : 1 + gene.times() / 4, gene.parts());
    }

    private Gene gene(char type, int depth) {
        List<String> forms = FORMS.getOrDefault(type, List.of());
        // the first forms of a type have no parts of the same type
        String form = forms.get(random.nextInt(depth > 0 ? forms.size() : 3));
        List<Gene> parts = new ArrayList<>();
        for (char c : form.toCharArray()) {
            if (FORMS.containsKey(c)) {
                parts.add(gene(c, depth - 1));
            }
        }
        int times = type == '@' && random.nextInt(3) == 0 ? 1 << random.nextInt(14) : 1;
        return new Gene(type, form, times, parts);
    }
}
