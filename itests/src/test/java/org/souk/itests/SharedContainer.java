package org.souk.itests;

import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one container that those share which do not need one of their own; its log is checked when it stops. */
final class SharedContainer implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Container.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class)
                .container;
    }

    private static final class Running implements AutoCloseable, ExtensionContext.Store.CloseableResource {
        private final Container container = Container.start("shared", Map.of());

        @Override
        public void close() {
            container.close();
        }
    }
}
