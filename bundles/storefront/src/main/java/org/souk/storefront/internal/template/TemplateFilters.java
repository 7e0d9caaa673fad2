package org.souk.storefront.internal.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.core.DefaultFilter;
import io.pebbletemplates.pebble.extension.core.DefinedTest;
import io.pebbletemplates.pebble.extension.core.EmptyTest;
import io.pebbletemplates.pebble.extension.escaper.EscapeFilter;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.souk.storefront.internal.text.Links;

/** Filters of the storefront, and wrappers that charge those of the engine to the budget before they run. */
final class TemplateFilters {
    private TemplateFilters() {}

    static Map<String, Filter> all() {
        return Map.of("escape", new Escape(), "link", new Link(), "replace", new Replace());
    }

    /** Escapes for HTML only. The engine would count the results of its other strategies as escaped too. */
    private static final class Escape extends EscapeFilter {
        @Override
        public @Nullable List<String> getArgumentNames() {
            return List.of();
        }

        @Override
        public @Nullable Object apply(
                @Nullable Object input,
                Map<String, Object> args,
                PebbleTemplate self,
                EvaluationContext context,
                int line) {
            if (input == null || input instanceof SafeString) {
                return input;
            }
            try {
                String text = TemplateValues.text(input);
                BudgetInstrumenter.budget(context).transform(text.length());
                return super.apply(text, Map.of(), self, context, line);
            } catch (IllegalArgumentException e) {
                throw new PebbleException(e, String.valueOf(e.getMessage()), line, self.getName());
            }
        }
    }

    private record Link() implements Filter {
        @Override
        public List<String> getArgumentNames() {
            return List.of();
        }

        @Override
        public Object apply(
                @Nullable Object input,
                Map<String, Object> args,
                PebbleTemplate self,
                EvaluationContext context,
                int line) {
            String address = TemplateValues.text(input);
            BudgetInstrumenter.budget(context).transform(address.length());
            return Links.sanitize(address);
        }
    }

    /** {@code replace("a", "b")}, without patterns. */
    private record Replace() implements Filter {
        @Override
        public List<String> getArgumentNames() {
            return List.of("what", "by");
        }

        @Override
        public Object apply(
                @Nullable Object input,
                Map<String, Object> args,
                PebbleTemplate self,
                EvaluationContext context,
                int line) {
            String text = TemplateValues.text(input);
            String what = TemplateValues.text(args.get("what"));
            String by = TemplateValues.text(args.get("by"));
            if (what.isEmpty()) {
                return text;
            }
            RenderBudget budget = BudgetInstrumenter.budget(context);
            TextSearch.charge(budget, text, what);
            TextSearch search = new TextSearch(what);
            List<Integer> places = new ArrayList<>();
            for (int at = search.indexIn(text, 0); at >= 0; at = search.indexIn(text, at + what.length())) {
                places.add(at);
            }
            budget.addText(text.length() + (long) places.size() * (by.length() - what.length()));
            StringBuilder result = new StringBuilder();
            int end = 0;
            for (int at : places) {
                result.append(text, end, at).append(by);
                end = at + what.length();
            }
            return result.append(text, end, text.length()).toString();
        }
    }

    /** The engine's filter {@code default}. The engine recognizes it by its class and lets it alone accept values that do not exist. */
    static final class Default extends DefaultFilter {
        @Override
        public @Nullable Object apply(
                @Nullable Object input,
                Map<String, Object> args,
                PebbleTemplate self,
                EvaluationContext context,
                int line) {
            chargeLookup(BudgetInstrumenter.budget(context), input);
            return super.apply(input, args, self, context, line);
        }
    }

    /** The engine's test {@code is defined}, which also accepts values that do not exist. */
    static final class Defined extends DefinedTest {
        @Override
        public boolean apply(
                @Nullable Object input,
                Map<String, Object> args,
                PebbleTemplate self,
                EvaluationContext context,
                int line) {
            chargeLookup(BudgetInstrumenter.budget(context), input);
            return super.apply(input, args, self, context, line);
        }
    }

    /** Charges a look-up. If there is no value, the engine has thrown and caught an exception, which is slow. */
    private static void chargeLookup(RenderBudget budget, @Nullable Object found) {
        if (found == null) {
            budget.work(RenderBudget.SLOW_WORK);
        } else {
            TemplateValues.charge(budget, found instanceof String ? found : null);
        }
    }

    /** The engine's test {@code is empty}, which copies a text to trim it. */
    static final class Empty extends EmptyTest {
        @Override
        public boolean apply(
                @Nullable Object input,
                Map<String, Object> args,
                PebbleTemplate self,
                EvaluationContext context,
                int line) {
            TemplateValues.charge(BudgetInstrumenter.budget(context), input instanceof String ? input : null);
            return super.apply(input, args, self, context, line);
        }
    }

    /** Charges the input of one of the engine's filters, and its result if that is a text. */
    record BoundedFilter(Filter filter) implements Filter {
        @Override
        public @Nullable List<String> getArgumentNames() {
            return filter.getArgumentNames();
        }

        @Override
        public @Nullable Object apply(
                @Nullable Object input,
                Map<String, Object> args,
                PebbleTemplate self,
                EvaluationContext context,
                int line) {
            RenderBudget budget = BudgetInstrumenter.budget(context);
            if (input instanceof String text) {
                budget.transform(text.length());
            } else {
                budget.work(1 + (input instanceof Collection<?> list ? list.size() : 0));
            }
            Object result = filter.apply(input, args, self, context, line);
            if (result instanceof String text) {
                budget.addText(text.length());
            }
            return result;
        }
    }
}
