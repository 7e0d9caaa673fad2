package org.souk.jetty.handlers.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.Callback;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

/**
 * Answers 503 for a servlet context that has not started yet; configured in {@code jetty.xml} around all contexts. Works around a race in
 * Pax Web, which adds a context to the handler collection before it starts the context: the security handler of the context would throw,
 * and Jetty would answer 500 and log a WARN. Only the contexts with the longest matching path count, so that other paths stay available.
 *
 * <p>While the container stops, it answers every request on the admin connector with 503, because Pax Web removes the servlets before the
 * contexts and would answer 404.
 */
public final class StartupHandler extends Handler.Wrapper {
    private final BooleanSupplier stopping;
    private volatile List<ContextHandlerCollection> collections = List.of();

    public StartupHandler() {
        this(frameworkStops());
    }

    StartupHandler(BooleanSupplier stopping) {
        this.stopping = stopping;
    }

    private static BooleanSupplier frameworkStops() {
        Bundle own = FrameworkUtil.getBundle(StartupHandler.class);
        if (own == null) {
            return () -> false;
        }
        Bundle framework = own.getBundleContext().getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        return () -> framework.getState() == Bundle.STOPPING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = UnavailableHandler.path(request);
        List<ContextHandler> contexts = longest(path);
        boolean served = UnavailableHandler.isShop(request) || !stopping.getAsBoolean();
        if (served && contexts.stream().allMatch(ContextHandler::isStarted)) {
            try {
                return super.handle(request, response, callback);
            } catch (RuntimeException e) {
                // a context that was added since then has not started yet
                if (response.isCommitted() || longest(path).equals(contexts)) {
                    throw e;
                }
            }
        }
        UnavailableHandler.answer(request, response, callback);
        return true;
    }

    /** The contexts with the longest path that the request's path is in. */
    private List<ContextHandler> longest(String path) {
        List<ContextHandler> found = new ArrayList<>();
        for (ContextHandlerCollection collection : collections()) {
            for (Handler handler : collection.getHandlers()) {
                if (handler instanceof ContextHandler context && matches(context.getContextPath(), path)) {
                    int longer = found.isEmpty()
                            ? 1
                            : context.getContextPath().length()
                                    - found.get(0).getContextPath().length();
                    if (longer > 0) {
                        found.clear();
                    }
                    if (longer >= 0) {
                        found.add(context);
                    }
                }
            }
        }
        return found;
    }

    private static boolean matches(String contextPath, String path) {
        return contextPath.length() <= 1
                || path.equals(contextPath)
                || path.startsWith(contextPath) && path.charAt(contextPath.length()) == '/';
    }

    /** Pax Web creates the collections with the server and never replaces them. */
    private List<ContextHandlerCollection> collections() {
        List<ContextHandlerCollection> known = collections;
        if (known.isEmpty()) {
            known = List.copyOf(getDescendants(ContextHandlerCollection.class));
            collections = known;
        }
        return known;
    }
}
