package org.souk.doorstep.internal;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.Callback;

/**
 * Stands before all contexts, named in {@code jetty.xml}. Pax Web puts a context among those that are asked before it has started: its
 * security handler would throw, and the context itself answers that with 500 and a WARN. Whoever comes in that moment is asked to come
 * again, as a moment earlier. Only the contexts with the longest path that fits count, so that others go on.
 */
public final class WhileStarting extends Handler.Wrapper {
    private final OneMoment moment = new OneMoment();
    private volatile List<ContextHandlerCollection> collections = List.of();

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return isStarted(Request.getPathInContext(request))
                ? super.handle(request, response, callback)
                : moment.answer(response, callback);
    }

    private boolean isStarted(String path) {
        int longest = -1;
        boolean started = true;
        for (ContextHandlerCollection collection : collections()) {
            for (Handler handler : collection.getHandlers()) {
                if (handler instanceof ContextHandler context && fits(context.getContextPath(), path)) {
                    int length = context.getContextPath().length();
                    if (length >= longest) {
                        started = context.isStarted() && (started || length > longest);
                        longest = length;
                    }
                }
            }
        }
        return started;
    }

    private static boolean fits(String contextPath, String path) {
        return contextPath.length() <= 1
                || path.equals(contextPath)
                || path.startsWith(contextPath) && path.charAt(contextPath.length()) == '/';
    }

    /** They are made with the server, and stay. */
    private List<ContextHandlerCollection> collections() {
        List<ContextHandlerCollection> known = collections;
        if (known.isEmpty()) {
            known = new ArrayList<>(getDescendants(ContextHandlerCollection.class));
            collections = known;
        }
        return known;
    }
}
