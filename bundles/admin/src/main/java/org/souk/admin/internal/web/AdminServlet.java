package org.souk.admin.internal.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.admin.internal.health.AdminSettings;
import org.souk.admin.internal.health.Liveness;
import org.souk.admin.internal.health.Readiness;
import org.souk.admin.internal.health.Report;

/**
 * Answers all requests on the admin port, which are probes of this container's health. The edge finds this servlet by its property and
 * passes the requests on; the whiteboard ignores it.
 */
@Component(service = Servlet.class, property = "souk.web=admin", configurationPid = "org.souk.admin")
public final class AdminServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String LIVE = "/health/live";
    private static final String READY = "/health/ready";
    private static final Set<String> SAFE = Set.of("GET", "HEAD");
    private static final ObjectMapper JSON = new ObjectMapper().configure(EnumFeature.WRITE_ENUMS_TO_LOWERCASE, true);

    private final transient AdminHosts hosts;
    private final transient Liveness liveness;
    private final transient Readiness readiness;

    /** The body of an error response (RFC 9457). */
    private record Problem(String type, String title, int status) {}

    @Activate
    public AdminServlet(AdminSettings config, @Reference Liveness liveness, @Reference Readiness readiness) {
        this(List.of(config.hosts()), liveness, readiness);
    }

    AdminServlet(List<String> hosts, Liveness liveness, Readiness readiness) {
        this.hosts = new AdminHosts(hosts);
        this.liveness = liveness;
        this.readiness = readiness;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (hosts.verdict(Collections.list(request.getHeaders("Host")))) {
            case MALFORMED -> refuse(response, 400, "bad-host", "One valid Host header is needed");
            case FOREIGN -> refuse(response, 421, "unknown-host", "This port does not answer for this host");
            case OURS -> answer(request, response);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        if (!path.equals(LIVE) && !path.equals(READY)) {
            refuse(response, 404, "not-found", "There is nothing here");
        } else if (!SAFE.contains(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD");
            refuse(response, 405, "method-not-allowed", "Health is only read");
        } else {
            Report report = path.equals(LIVE) ? liveness.report() : readiness.report();
            write(response, report.ok() ? 200 : 503, "application/json", report);
        }
    }

    private static void refuse(HttpServletResponse response, int status, String problem, String title)
            throws IOException {
        write(response, status, "application/problem+json", new Problem("urn:souk:problem:" + problem, title, status));
    }

    private static void write(HttpServletResponse response, int status, String type, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
