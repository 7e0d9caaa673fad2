package org.souk.core.internal.node;

import java.lang.annotation.Annotation;
import org.souk.core.internal.background.Background;
import org.souk.core.internal.store.StoreRegistry;

/** Containers for tests. */
public final class ThisNodes {
    private ThisNodes() {}

    public static ThisNode node(String role, String checkoutUrl, StoreRegistry ports, Background background) {
        return node("node-1", role, checkoutUrl, ports, background);
    }

    public static ThisNode node(
            String name, String role, String checkoutUrl, StoreRegistry ports, Background background) {
        return new ThisNode("1.2", new Settings(name, role, 8181, checkoutUrl), ports, background);
    }

    @SuppressWarnings("BadAnnotationImplementation")
    private record Settings(String name, String role, int httpPort, String checkoutUrl) implements ThisNode.Config {
        @Override
        public Class<? extends Annotation> annotationType() {
            return ThisNode.Config.class;
        }
    }
}
