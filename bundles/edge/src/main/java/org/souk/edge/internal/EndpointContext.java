package org.souk.edge.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.framework.Bundle;
import org.osgi.service.servlet.context.ServletContextHelper;

/**
 * The servlet context of an endpoint. At a busy start Pax Web opens it some hundred milliseconds before it adds the servlet, and would answer
 * 404 in between. Therefore the context answers 503 until requests are mapped to the servlet.
 */
final class EndpointContext extends ServletContextHelper {
    private final String servlet;

    EndpointContext(Bundle bundle, String servlet) {
        super(bundle);
        this.servlet = servlet;
    }

    @Override
    public boolean handleSecurity(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean mapped = servlet.equals(request.getHttpServletMapping().getServletName());
        if (!mapped) {
            ErrorResponse.UNAVAILABLE.write(request, response);
        }
        return mapped;
    }
}
