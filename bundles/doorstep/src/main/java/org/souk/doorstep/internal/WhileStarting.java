package org.souk.doorstep.internal;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Stands before all contexts, named in {@code jetty.xml}. Jetty asks a context that is still being started, for some milliseconds; its
 * security handler then has no authenticator yet and throws. Whoever comes in that moment is asked to come again, as a moment earlier.
 */
public final class WhileStarting extends Handler.Wrapper {
    private static final String NOT_STARTED = "org.eclipse.jetty.security.SecurityHandler";

    private final OneMoment moment = new OneMoment();

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        try {
            return super.handle(request, response, callback);
        } catch (NullPointerException e) {
            StackTraceElement[] trace = e.getStackTrace();
            if (response.isCommitted()
                    || trace.length == 0
                    || !trace[0].getClassName().equals(NOT_STARTED)) {
                throw e;
            }
            return moment.answer(response, callback);
        }
    }
}
