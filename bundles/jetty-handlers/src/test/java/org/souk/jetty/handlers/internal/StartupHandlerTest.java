package org.souk.jetty.handlers.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StartupHandlerTest {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ContextHandlerCollection contexts = new ContextHandlerCollection(true);
    private final CountDownLatch mayStart = new CountDownLatch(1);

    private volatile boolean stopping;

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        StartupHandler before = new StartupHandler(() -> stopping);
        before.setHandler(new Late());
        server.setHandler(before);
        contexts.addHandler(new ContextHandler(new Fine(), "/there"));
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        mayStart.countDown();
        server.stop();
    }

    @Test
    @DisplayName("a starting context answers 503, others go on; once started it answers")
    void whileItStarts() throws Exception {
        ContextHandler slow = new ContextHandler(new Fine(), "/slow") {
            @Override
            protected void doStart() throws Exception {
                mayStart.await();
                super.doStart();
            }
        };
        contexts.addHandler(slow);
        Thread starter = new Thread(() -> {
            try {
                slow.start();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        starter.start();
        assertThat(status("/slow/a")).isEqualTo(503);
        assertThat(status("/there/a")).isEqualTo(200);
        assertThat(status("/slower")).isEqualTo(404);
        mayStart.countDown();
        starter.join();
        assertThat(status("/slow/a")).isEqualTo(200);
        slow.stop();
        assertThat(status("/slow/a")).isEqualTo(503);
    }

    @Test
    @DisplayName("while the container stops, the admin connector answers 503 and the shop connector goes on")
    void whileItStops() throws Exception {
        stopping = true;
        assertThat(status("/there/a")).isEqualTo(503);
        connector.setName("shop");
        assertThat(status("/there/a")).isEqualTo(200);
    }

    @Test
    @DisplayName("a failure in a started context is a 500")
    void broken() throws Exception {
        ContextHandler broken = new ContextHandler(
                new Handler.Abstract() {
                    @Override
                    public boolean handle(Request request, Response response, Callback callback) {
                        throw new NullPointerException("of a shop");
                    }
                },
                "/broken");
        contexts.addHandler(broken);
        broken.start();
        assertThat(status("/broken/a")).isEqualTo(500);
    }

    @Test
    @DisplayName("a context that is added while a request is on its way to it answers 503")
    void addedMeanwhile() throws Exception {
        assertThat(status("/late/a")).isEqualTo(503);
    }

    private int status(String path) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + connector.getLocalPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** Fails for /late as Pax Web does when it has added the context and not started it yet. */
    private final class Late extends Handler.Wrapper {
        Late() {
            super(contexts);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (Request.getPathInContext(request).startsWith("/late/")) {
                contexts.addHandler(new ContextHandler(new Fine(), "/late"));
                throw new NullPointerException("no authenticator");
            }
            return super.handle(request, response, callback);
        }
    }

    private static final class Fine extends Handler.Abstract.NonBlocking {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            callback.succeeded();
            return true;
        }
    }
}
