package org.souk.storefront.internal.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.souk.storefront.internal.files.StaticFiles;
import org.souk.storefront.internal.text.ThemeTexts;

/** The functions that templates can call. */
final class TemplateFunctions {
    private static final int MAX_FILE_NAME = 300;

    private TemplateFunctions() {}

    static Map<String, Function> all() {
        return Map.of(
                "t", new Translate(false), "tn", new Translate(true), "range", new Range(), "static", new Static());
    }

    /** {@code t("key", values…)} is a text of the theme; {@code tn("key", number, values…)} chooses its singular or plural. */
    private record Translate(boolean counted) implements Function {
        @Override
        public @Nullable List<String> getArgumentNames() {
            return null;
        }

        @Override
        public Object execute(Map<String, Object> args, PebbleTemplate self, EvaluationContext context, int line) {
            List<Object> values = new ArrayList<>();
            long size = 0;
            for (int i = 0; args.containsKey(String.valueOf(i)); i++) {
                String value = TemplateValues.text(args.get(String.valueOf(i)));
                values.add(value);
                size += value.length();
            }
            RenderBudget budget = BudgetInstrumenter.budget(context);
            budget.addText(size);
            if (values.size() < (counted ? 2 : 1)) {
                throw new PebbleException(
                        null,
                        "name the text: " + (counted ? "tn('cart.items', 3)" : "t('cart.title')"),
                        line,
                        self.getName());
            }
            ThemeTexts texts = ThemeTexts.in(context.getLocale());
            String key = values.get(0).toString();
            String text;
            try {
                text = counted
                        ? texts.count(
                                key,
                                Long.parseLong(values.get(1).toString()),
                                values.subList(2, values.size()).toArray())
                        : texts.get(key, values.subList(1, values.size()).toArray());
            } catch (IllegalArgumentException e) {
                throw new PebbleException(e, String.valueOf(e.getMessage()), line, self.getName());
            }
            budget.addText(text.length());
            return text;
        }
    }

    /** {@code range(1, 5)}, also written {@code 1..5}. */
    private record Range() implements Function {
        @Override
        public List<String> getArgumentNames() {
            return List.of("start", "end", "increment");
        }

        @Override
        public Object execute(Map<String, Object> args, PebbleTemplate self, EvaluationContext context, int line) {
            long increment = args.get("increment") instanceof Number step ? step.longValue() : 1;
            if (!(args.get("start") instanceof Number start)
                    || !(args.get("end") instanceof Number end)
                    || increment == 0) {
                throw new PebbleException(null, "a range goes from a number to a number", line, self.getName());
            }
            RenderBudget budget = BudgetInstrumenter.budget(context);
            List<Long> numbers = new ArrayList<>();
            for (long i = start.longValue();
                    increment > 0 ? i <= end.longValue() : i >= end.longValue();
                    i += increment) {
                if (numbers.size() == RenderBudget.MAX_ENTRIES) {
                    throw new PebbleException(
                            null, "a range has at most " + RenderBudget.MAX_ENTRIES + " numbers", line, self.getName());
                }
                budget.work(1);
                numbers.add(i);
            }
            budget.addText(numbers.size() * 8L);
            return numbers;
        }
    }

    /** {@code static("map.svg")}: the address of a file in {@code static/}, or null if there is none. */
    private record Static() implements Function {
        @Override
        public List<String> getArgumentNames() {
            return List.of("name");
        }

        @Override
        public @Nullable Object execute(
                Map<String, Object> args, PebbleTemplate self, EvaluationContext context, int line) {
            BudgetInstrumenter.budget(context).work(RenderBudget.SLOW_WORK / 5);
            Object statics = BudgetInstrumenter.find(context, StaticFiles.KEY);
            return statics instanceof StaticFiles files
                            && args.get("name") instanceof String name
                            && name.length() <= MAX_FILE_NAME
                    ? files.address(name).orElse(null)
                    : null;
        }
    }
}
