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

/** What a template can do: what is named here, and nothing else, whatever a newer engine brings. */
final class Sandbox extends AbstractExtension {
    private static final Set<String> TAGS = Set.of("block", "extends", "for", "if", "import", "include", "set");
    private static final Set<String> FILTERS = Set.of(
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
    private static final Set<String> FUNCTIONS = Set.of("max", "min");
    private static final Set<String> TESTS = Set.of("empty", "even", "odd", "null", "defined", "iterable", "map");

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
        return TextOperators.operators();
    }

    @Override
    public List<TokenParser> getTokenParsers() {
        return List.of(BoundedMacro.parser());
    }

    @Override
    public List<AttributeResolver> getAttributeResolver() {
        return List.of(new SafeAttributeResolver());
    }

    @Override
    public List<NodeVisitorFactory> getNodeVisitors() {
        return List.of(new BudgetInstrumenter());
    }

    /** Leaves of the engine's extensions what is allowed. */
    static ExtensionCustomizer narrow(Extension extension) {
        return new Narrow(extension);
    }

    private static final class Narrow extends ExtensionCustomizer {
        private final boolean nothing;

        Narrow(Extension extension) {
            super(extension);
            // texts come from our own function; attributes through our own resolver
            nothing = extension instanceof I18nExtension || extension instanceof AttributeResolverExtension;
        }

        @Override
        public Map<String, Filter> getFilters() {
            Map<String, Filter> filters = only(super.getFilters(), FILTERS);
            // the engine knows "default" by its class
            filters.replaceAll((name, filter) -> name.equals("default") ? filter : new TemplateFilters.Bounded(filter));
            return filters;
        }

        @Override
        public Map<String, io.pebbletemplates.pebble.extension.Test> getTests() {
            return only(super.getTests(), TESTS);
        }

        @Override
        public Map<String, Function> getFunctions() {
            return only(super.getFunctions(), FUNCTIONS);
        }

        @Override
        public List<TokenParser> getTokenParsers() {
            List<TokenParser> parsers = super.getTokenParsers();
            return parsers == null || nothing
                    ? List.of()
                    : parsers.stream().filter(p -> TAGS.contains(p.getTag())).toList();
        }

        @Override
        public @Nullable List<AttributeResolver> getAttributeResolver() {
            return List.of();
        }

        private <V> Map<String, V> only(@Nullable Map<String, V> all, Set<String> names) {
            Map<String, V> some = new HashMap<>();
            if (all != null && !nothing) {
                all.forEach((name, value) -> {
                    if (names.contains(name)) {
                        some.put(name, value);
                    }
                });
            }
            return some;
        }
    }
}
