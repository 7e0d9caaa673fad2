package org.souk.itests;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Creates stand-ins for interfaces of which a test needs a few methods. */
public final class Stubs {
    private Stubs() {}

    /** Answers a call of any method. The arguments are null if the method has none. */
    @FunctionalInterface
    public interface Answer {
        @Nullable
        Object to(String method, Object[] arguments);
    }

    public static <T> T of(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
    }

    /** Settings of a component as Declarative Services makes them: those given, and the defaults of the others. */
    public static <T> T settings(Class<T> type, Map<String, ?> given) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        given.containsKey(method.getName()) ? given.get(method.getName()) : method.getDefaultValue()));
    }
}
