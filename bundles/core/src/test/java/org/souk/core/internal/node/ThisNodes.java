package org.souk.core.internal.node;

import java.lang.annotation.Annotation;
import org.souk.core.internal.background.TaskScheduler;
import org.souk.core.internal.store.StoreRegistry;

/** Containers for tests. */
public final class ThisNodes {
    private ThisNodes() {}

    public static ThisNode node(String role, String checkoutUrl, StoreRegistry stores, TaskScheduler scheduler) {
        return node("node-1", role, checkoutUrl, stores, scheduler);
    }

    public static ThisNode node(
            String name, String role, String checkoutUrl, StoreRegistry stores, TaskScheduler scheduler) {
        return new ThisNode("1.2", new Settings(name, role, 8181, checkoutUrl), stores, scheduler);
    }

    @SuppressWarnings("BadAnnotationImplementation")
    private record Settings(String name, String role, int httpPort, String checkoutUrl) implements ThisNode.Config {
        @Override
        public Class<? extends Annotation> annotationType() {
            return ThisNode.Config.class;
        }
    }
}
