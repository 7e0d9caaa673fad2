package org.souk.storefront.internal.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.escaper.EscapeFilter;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.souk.storefront.internal.text.Links;

/** Filters of the storefront, and a wrapper that counts the results of the engine's filters against the budget. */
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
                return super.apply(TemplateValues.text(input), Map.of(), self, context, line);
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
            return Links.sanitize(TemplateValues.text(input));
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
            int times = 0;
            for (int at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + what.length())) {
                times++;
            }
            long length = text.length() + (long) times * (by.length() - what.length());
            BudgetInstrumenter.budget((EvaluationContextImpl) context)
                    .addText((int) Math.min(length, Integer.MAX_VALUE));
            return text.replace(what, by);
        }
    }

    /** A filter of the engine whose result counts against the budget. */
    record Bounded(Filter filter) implements Filter {
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
            Object result = filter.apply(input, args, self, context, line);
            if (result instanceof String text) {
                BudgetInstrumenter.budget((EvaluationContextImpl) context).addText(text.length());
            }
            return result;
        }
    }
}
