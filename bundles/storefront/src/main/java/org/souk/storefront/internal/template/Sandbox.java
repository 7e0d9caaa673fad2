package org.souk.storefront.internal.template;

import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.extension.ExtensionCustomizer;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.NodeVisitorFactory;
import io.pebbletemplates.pebble.extension.core.AttributeResolverExtension;
import io.pebbletemplates.pebble.extension.i18n.I18nExtension;
import io.pebbletemplates.pebble.operator.BinaryOperator;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tags, filters, functions and tests that templates can use. Everything else in the engine is refused, also what newer versions of it
 * add.
 */
final class Sandbox extends AbstractExtension {
    private static final Set<String> TAGS = Set.of("block", "extends", "for", "if", "import", "set");
    static final Set<String> FILTERS = Set.of(
            "abbreviate",
            "abs",
            "capitalize",
            "default",
            "first",
            "last",
            "length",
            "lower",
            "slice",
            "trim",
            "upper",
            "urlencode");
    static final Set<String> FUNCTIONS = Set.of("max", "min");
    static final Set<String> TESTS = Set.of("empty", "even", "odd", "null", "defined", "iterable", "map");

    @Override
    public Map<String, Filter> getFilters() {
        return TemplateFilters.all();
    }

    @Override
    public Map<String, Function> getFunctions() {
        return TemplateFunctions.all();
    }

    @Override
    public List<BinaryOperator> getBinaryOperators() {
        return BoundedOperators.operators();
    }

    @Override
    public List<TokenParser> getTokenParsers() {
        return List.of(BoundedMacro.parser(), new BoundedInclude.Parser());
    }

    @Override
    public List<AttributeResolver> getAttributeResolver() {
        return List.of(new SafeAttributeResolver());
    }

    @Override
    public List<NodeVisitorFactory> getNodeVisitors() {
        return List.of(new BudgetInstrumenter());
    }

    /** Removes everything that is not allowed from the engine's extensions. */
    static final class Restricted extends ExtensionCustomizer {
        private final boolean removeAll;

        Restricted(Extension extension) {
            super(extension);
            // this package has its own function for texts and its own resolver
            removeAll = extension instanceof I18nExtension || extension instanceof AttributeResolverExtension;
        }

        @Override
        public Map<String, Filter> getFilters() {
            Map<String, Filter> filters = only(super.getFilters(), FILTERS);
            filters.replaceAll((name, filter) ->
                    name.equals("default") ? new TemplateFilters.Default() : new TemplateFilters.BoundedFilter(filter));
            return filters;
        }

        @Override
        public Map<String, io.pebbletemplates.pebble.extension.Test> getTests() {
            Map<String, io.pebbletemplates.pebble.extension.Test> tests = only(super.getTests(), TESTS);
            tests.computeIfPresent("defined", (name, test) -> new TemplateFilters.Defined());
            tests.computeIfPresent("empty", (name, test) -> new TemplateFilters.Empty());
            return tests;
        }

        @Override
        public Map<String, Function> getFunctions() {
            return only(super.getFunctions(), FUNCTIONS);
        }

        @Override
        public List<TokenParser> getTokenParsers() {
            List<TokenParser> parsers = super.getTokenParsers();
            return parsers == null || removeAll
                    ? List.of()
                    : parsers.stream().filter(p -> TAGS.contains(p.getTag())).toList();
        }

        @Override
        public @Nullable List<AttributeResolver> getAttributeResolver() {
            return List.of();
        }

        private <V> Map<String, V> only(@Nullable Map<String, V> all, Set<String> names) {
            Map<String, V> some = new HashMap<>(all == null || removeAll ? Map.of() : all);
            some.keySet().retainAll(names);
            return some;
        }
    }
}
