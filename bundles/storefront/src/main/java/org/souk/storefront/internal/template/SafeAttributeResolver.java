package org.souk.storefront.internal.template;

import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.attributes.ResolvedAttribute;
import io.pebbletemplates.pebble.error.AttributeNotFoundException;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.GlobalContext;
import io.pebbletemplates.pebble.template.MacroAttributeProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.souk.storefront.internal.text.ThemeTexts;

/**
 * Resolves what templates may read, such as {@code product.title}: components of records, entries of lists and maps, the state of a loop,
 * macros. Replaces the engine's resolver, which calls methods and reads fields of any class.
 */
final class SafeAttributeResolver implements AttributeResolver {
    private static final ClassValue<Map<String, Method>> COMPONENTS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            Map<String, Method> components = new HashMap<>();
            for (RecordComponent component : type.getRecordComponents()) {
                components.put(component.getName(), component.getAccessor());
            }
            return components;
        }
    };

    @Override
    public @Nullable ResolvedAttribute resolve(
            @Nullable Object instance,
            Object name,
            Object @Nullable [] arguments,
            ArgumentsNode args,
            EvaluationContextImpl context,
            String file,
            int line) {
        if (instance == null) {
            return null;
        }
        if (instance instanceof MacroAttributeProvider template && arguments != null && name instanceof String macro) {
            return new ResolvedAttribute(template.macro(context, macro, args, false, line));
        }
        if (arguments != null) {
            throw new PebbleException(
                    null, "'" + ThemeTexts.shorten(name) + "(…)' is no macro; nothing else can be called", line, file);
        }
        if (instance instanceof Record && name instanceof String component) {
            return component((Record) instance, component, file, line);
        }
        if (instance instanceof List<?> list && name instanceof Number index) {
            int i = index.intValue();
            return new ResolvedAttribute(i >= 0 && i < list.size() ? list.get(i) : null);
        }
        if (instance instanceof Map.Entry<?, ?> entry) {
            return entry(entry, name);
        }
        if (instance instanceof Map<?, ?> map && !(map instanceof GlobalContext) && TemplateValues.scalar(name)) {
            return new ResolvedAttribute(map.get(name));
        }
        if (instance instanceof ForNode.LoopVariables loop) {
            return loop(loop, name);
        }
        throw new AttributeNotFoundException(
                null,
                "there is no '" + ThemeTexts.shorten(name) + "' to be read here",
                ThemeTexts.shorten(name),
                line,
                file);
    }

    private static ResolvedAttribute component(Record instance, String name, String file, int line) {
        Map<String, Method> components = COMPONENTS.get(instance.getClass());
        Method accessor = components.get(name);
        if (accessor == null) {
            String known = String.join(", ", new TreeSet<>(components.keySet()));
            throw new AttributeNotFoundException(
                    null, "there is no '" + ThemeTexts.shorten(name) + "'; there are " + known, name, line, file);
        }
        try {
            return new ResolvedAttribute(accessor.invoke(instance));
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new PebbleException(e, "'" + name + "' cannot be read", line, file);
        }
    }

    private static @Nullable ResolvedAttribute entry(Map.Entry<?, ?> entry, Object name) {
        return name.equals("key")
                ? new ResolvedAttribute(entry.getKey())
                : name.equals("value") ? new ResolvedAttribute(entry.getValue()) : null;
    }

    private static @Nullable ResolvedAttribute loop(ForNode.LoopVariables loop, Object name) {
        if (!(name instanceof String field)) {
            return null;
        }
        return switch (field) {
            case "index" -> new ResolvedAttribute(loop.getIndex());
            case "first" -> new ResolvedAttribute(loop.isFirst());
            case "last" -> new ResolvedAttribute(loop.isLast());
            case "length" -> new ResolvedAttribute(loop.getLength().intValue());
            case "revindex" -> new ResolvedAttribute(loop.getRevindex().intValue());
            default -> null;
        };
    }
}
