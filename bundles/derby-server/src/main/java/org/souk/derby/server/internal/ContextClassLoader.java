package org.souk.derby.server.internal;

/** Derby finds its parts through the thread's context class loader, which in the container knows nothing of Derby. */
final class ContextClassLoader implements AutoCloseable {
    private final ClassLoader before;

    private ContextClassLoader(ClassLoader before) {
        this.before = before;
    }

    static ContextClassLoader of(Class<?> type) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(type.getClassLoader());
        return new ContextClassLoader(before);
    }

    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(before);
    }
}
