package org.souk.edge.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.framework.Bundle;
import org.osgi.service.servlet.context.ServletContextHelper;

/**
 * The context of a endpoint. Pax Web opens it before the servlet is in it, some hundred milliseconds at a busy start, and would answer 404 in
 * between; so whatever is not for the servlet is asked to come again.
 */
final class EndpointContext extends ServletContextHelper {
    private final String servlet;

    EndpointContext(Bundle bundle, String servlet) {
        super(bundle);
        this.servlet = servlet;
    }

    @Override
    public boolean handleSecurity(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean there = servlet.equals(request.getHttpServletMapping().getServletName());
        if (!there) {
            ErrorResponse.UNAVAILABLE.write(request, response);
        }
        return there;
    }
}
