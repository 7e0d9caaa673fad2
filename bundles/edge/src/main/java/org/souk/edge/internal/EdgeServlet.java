package org.souk.edge.internal;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes each request to its back end. Exceptions end here, so that no exception message reaches a client. */
final class EdgeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(EdgeServlet.class);

    /**
     * The HTTP methods that are passed on. Jetty rejects neither CONNECT and TRACE nor unknown and lower-case methods, so the servlet does.
     */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final transient BackEndRegistry backEnds;

    interface BackEndRegistry {
        /**
         * Leases a back end for one request, which must call {@link BackEnd#leave} when it ends. Waits a bounded time while a back end
         * is being replaced; empty if none became available.
         */
        Optional<BackEnd> lease() throws InterruptedException;
    }

    EdgeServlet(BackEndRegistry backEnds) {
        this.backEnds = backEnds;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!METHODS.contains(request.getMethod())) {
            ErrorResponse.METHOD_NOT_ALLOWED.write(request, response);
            return;
        }
        Optional<BackEnd> backEnd = lease();
        if (backEnd.isEmpty()) {
            ErrorResponse.UNAVAILABLE.write(request, response);
            return;
        }
        try {
            backEnd.get().servlet().service(request, response);
        } catch (IOException | InternalError | UnknownError e) {
            // an IOException usually comes from the client's connection, and Jetty closes it silently;
            // an error says that the JVM itself is broken
            throw e;
        } catch (Exception | Error e) {
            LOG.error("{} {} failed in its back end", request.getMethod(), request.getRequestURI(), e);
            fail(request, response);
        } finally {
            backEnd.get().leave();
        }
    }

    private Optional<BackEnd> lease() {
        try {
            return backEnds.lease();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void fail(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            // a response that ended early must not look complete: an IOException makes Jetty close the connection
            throw new IOException("The response ended early");
        }
        response.reset();
        ErrorResponse.FAILED.write(request, response);
    }
}
