package org.souk.derby.server.internal;

/** Sets the context class loader of the thread: Derby loads its modules through it, and the default one in the container cannot see Derby. */
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
