package org.souk.jetty.handlers.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnavailableHandlerTest {
    private final Server server = new Server();
    private final ServerConnector shop = connector("shop");
    private final ServerConnector admin = connector("admin");

    @BeforeEach
    void start() throws Exception {
        server.setDefaultHandler(new UnavailableHandler());
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                boolean here = request.getHttpURI().getPath().equals("/here");
                if (here) {
                    callback.succeeded();
                }
                return here;
            }
        });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "DELETE"})
    @DisplayName("the shop connector answers 503 to unhandled requests")
    void shoppers(String method) throws Exception {
        HttpResponse<String> answer = send(shop, method, "/p/bridle");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
        assertThat(answer.body())
                .isEqualTo(method.equals("HEAD") ? "" : "One moment, please: try again in a few seconds\n");
    }

    @Test
    @DisplayName("handled requests are unchanged, and other paths of the admin connector are 404")
    void others() throws Exception {
        assertThat(send(shop, "GET", "/here").statusCode()).isEqualTo(200);
        assertThat(send(admin, "GET", "/here").statusCode()).isEqualTo(200);
        assertThat(send(admin, "GET", "/p/bridle").statusCode()).isEqualTo(404);
        assertThat(send(admin, "GET", "/healthy").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/ready", "/health/live", "/metrics", "/admin/"})
    @DisplayName("before the web edge is registered and after it is removed, the admin connector answers 503 in JSON")
    void operators(String path) throws Exception {
        HttpResponse<String> answer = send(admin, "GET", path);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"urn:souk:problem:unavailable\"", "\"status\":503");
    }

    private ServerConnector connector(String name) {
        ServerConnector connector = new ServerConnector(server);
        connector.setName(name);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        return connector;
    }

    private static HttpResponse<String> send(ServerConnector connector, String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + path))
                .method(method, method.equals("POST") ? BodyPublishers.ofString("a=b") : BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
