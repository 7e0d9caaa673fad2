package org.souk.edge.internal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.souk.itests.Stubs;

class EndpointContextTest {
    private final EndpointContext context =
            new EndpointContext(Stubs.of(Bundle.class, (method, arguments) -> null), "souk-shop");
    private final Fakes.Response response = new Fakes.Response();

    @Test
    @DisplayName("requests mapped to the servlet of the endpoint are passed on")
    void mapped() throws IOException {
        assertThat(context.handleSecurity(request("souk-shop"), response.proxy()))
                .isTrue();
        assertThat(response.status).isEqualTo(200);
    }

    @Test
    @DisplayName("until the servlet is registered, the answer is 503")
    void notMapped() throws IOException {
        assertThat(context.handleSecurity(request("default"), response.proxy())).isFalse();
        assertThat(response.status).isEqualTo(503);
        assertThat(response.headers).containsEntry("Retry-After", "2");
    }

    private static HttpServletRequest request(String servlet) {
        HttpServletMapping mapping = Stubs.of(HttpServletMapping.class, (method, arguments) -> servlet);
        Map<String, Object> answers = Map.of("getHttpServletMapping", mapping, "getRequestURI", "/");
        return Stubs.of(HttpServletRequest.class, (method, arguments) -> answers.get(method));
    }
}
