package org.souk.front.internal;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a request to the back end. What goes wrong there ends here, so that no message of an exception gets out. */
final class EdgeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(EdgeServlet.class);

    /** CONNECT, TRACE, unknown and lower-case methods get this far; Jetty does not stop them. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final transient BackEnds backEnds;

    EdgeServlet(BackEnds backEnds) {
        this.backEnds = backEnds;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!METHODS.contains(request.getMethod())) {
            Answer.METHOD_NOT_ALLOWED.write(request, response);
            return;
        }
        Optional<Leased> backEnd = find();
        if (backEnd.isEmpty()) {
            Answer.UNAVAILABLE.write(request, response);
            return;
        }
        try {
            backEnd.get().servlet().service(request, response);
        } catch (IOException e) {
            // the shopper's connection, mostly; Jetty closes it without a word
            throw e;
        } catch (InternalError | UnknownError e) {
            // the machine itself is broken
            throw e;
        } catch (Exception | Error e) {
            LOG.error("{} {} failed in its back end", request.getMethod(), request.getRequestURI(), e);
            fail(request, response);
        } finally {
            backEnd.get().leave();
        }
    }

    private Optional<Leased> find() {
        try {
            return backEnds.lease();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void fail(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            // half a page must not look like a whole one: an IOException makes Jetty cut the connection
            throw new IOException("The answer broke off");
        }
        response.reset();
        Answer.FAILED.write(request, response);
    }
}
