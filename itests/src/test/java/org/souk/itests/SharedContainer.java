package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The container that tests share unless they need a separate one. Its log is checked when it stops. */
final class SharedContainer implements ParameterResolver, AfterAllCallback {
    /** Log lines about a merchant's mistake, for operators. */
    private static final String EXPECTED = " is refused, nothing changes: ";

    /** Checks that the log since the class began has nothing that an operator must act on. */
    @Override
    public void afterAll(ExtensionContext context) {
        assertThat(running(context).container.complaints()).allMatch(line -> line.contains(EXPECTED), "is expected");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Container.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running(context).container;
    }

    private static Running running(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class);
    }

    private static final class Running implements AutoCloseable, ExtensionContext.Store.CloseableResource {
        private final Container container = Container.start("shared", Map.of());

        @Override
        public void close() {
            container.close();
        }
    }
}
