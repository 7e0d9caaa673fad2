package org.souk.itests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.souk.itests.Await;
import org.souk.itests.Container;
import org.souk.itests.Http;
import org.souk.itests.ShopFiles;

/** The container into whose deploy folder these tests drop bad things, with a healthy shop, and what must stay true beside them. */
public final class Drops {
    /** How soon a drop must be live. */
    static final Duration PROMISED = Duration.ofSeconds(2);
    /** How soon a refusal must be told. A name that is no catalog's may be one of a moment, so it is told later. */
    private static final Duration TOLD = Duration.ofSeconds(10);

    private static final String HEALTHY = "healthy.localhost";

    Container container;
    private boolean harmed;
    private int others;
    private int errors;

    Drops(Container container) {
        this.container = container;
        new ShopFiles("healthy", HEALTHY).drop(deploy());
        warm();
    }

    /** Waits until the first drops are live: the promised time is that of a container that has done it before. */
    private void warm() {
        Await.until(Duration.ofSeconds(20), () -> "healthy is live", () -> status(HEALTHY) == 200);
        Path file = new ShopFiles("warm", "warm.localhost").drop(deploy());
        Await.until(Duration.ofSeconds(20), () -> "warm is live", () -> status("warm.localhost") == 200);
        OddFiles.remove(file);
        Await.until(Duration.ofSeconds(20), () -> "warm is gone", () -> status("warm.localhost") == 421);
    }

    Path deploy() {
        return container.deploy();
    }

    int status(String host) {
        return Http.get(container.httpPort(), host, "/").status();
    }

    String price(String host) {
        return Http.get(container.httpPort(), host, "/api/v1/products/item-1").body();
    }

    void awaitLive(String host) {
        awaitStatus(host, 200);
    }

    void awaitGone(String host) {
        awaitStatus(host, 421);
    }

    private void awaitStatus(String host, int status) {
        Await.until(
                PROMISED, () -> host + " answers " + status(host) + ", not " + status, () -> status(host) == status);
    }

    void awaitPrice(String host, int amount) {
        String wanted = "\"amount\":" + amount;
        Await.until(PROMISED, () -> wanted + " is live: " + price(host), () -> price(host)
                .contains(wanted));
    }

    /** Another shop's drop, update and removal are each seen in time, the healthy shop answers, and the container is ready. */
    void othersAreTaken() {
        String id = "other" + ++others;
        String host = id + ".localhost";
        ShopFiles shop = new ShopFiles(id, host);
        Path file = shop.drop(deploy());
        try {
            awaitLive(host);
            shop.products(3, "11.00", 5).drop(deploy());
            awaitPrice(host, 1100);
            ShopFiles.delete(file);
            awaitGone(host);
            assertThat(status(HEALTHY)).as("the healthy shop").isEqualTo(200);
            Http.Answer ready = Http.get(container.adminPort(), "localhost", "/health/ready");
            assertThat(ready.status()).as(ready.toString()).isEqualTo(200);
        } finally {
            OddFiles.remove(file);
        }
    }

    void awaitReadiness(String check, String status, String detail) {
        awaitReadiness(container, check, status, detail);
    }

    /** Waits until /health/ready is 200 and tells this status of a check, with these words in its detail. */
    static void awaitReadiness(Container container, String check, String status, String detail) {
        String told = "\"name\":\"%s\",\"status\":\"%s\",\"detail\":\"[^\"]*%s".formatted(check, status, detail);
        Await.until(TOLD, () -> told + ": " + Http.get(container.adminPort(), "localhost", "/health/ready"), () -> {
            Http.Answer ready = Http.get(container.adminPort(), "localhost", "/health/ready");
            return ready.status() == 200
                    && Pattern.compile(told).matcher(ready.body()).find();
        });
    }

    /** Notes whether a test that failed has harmed the container. */
    private void examine() {
        try {
            othersAreTaken();
        } catch (AssertionError e) {
            harmed = true;
        }
    }

    /** Starts the container again if a test has harmed it, so that each test fails by its own fault alone. */
    private void mend() throws IOException {
        if (harmed) {
            container.kill();
            try (Stream<Path> left = Files.list(deploy())) {
                left.filter(file -> !file.getFileName().toString().startsWith("healthy"))
                        .forEach(OddFiles::remove);
            }
            container = container.again();
            warm();
            harmed = false;
        }
    }

    /** The text of the problems file beside a dropped file or folder, once it exists. */
    String problems(Path dropped) {
        Path file = problemsFile(dropped);
        Await.until(TOLD, () -> "no " + file.getFileName(), () -> Files.exists(file));
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Path problemsFile(Path dropped) {
        return dropped.resolveSibling(dropped.getFileName() + ".problems.txt");
    }

    /** Removes something dropped, and waits until its problems file is gone as well. */
    void remove(Path dropped) {
        OddFiles.remove(dropped);
        Path file = problemsFile(dropped);
        Await.until(TOLD, () -> file.getFileName() + " goes with its file", () -> !Files.exists(file));
    }

    private List<String> errors() {
        return container.complaints().stream()
                .filter(line -> line.contains(" | ERROR "))
                .toList();
    }

    /** Starts the container once for all classes that use it, and checks after each test that the log has no new ERROR. */
    static final class InContainer implements ParameterResolver, BeforeEachCallback, AfterEachCallback {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Drops.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return drops(context);
        }

        @Override
        public void beforeEach(ExtensionContext context) throws IOException {
            drops(context).mend();
            drops(context).errors = drops(context).errors().size();
        }

        @Override
        public void afterEach(ExtensionContext context) {
            if (context.getExecutionException().isPresent()) {
                drops(context).examine();
            }
            List<String> all = drops(context).errors();
            assertThat(all.subList(drops(context).errors, all.size()))
                    .as("errors in the log")
                    .isEmpty();
        }

        private static Drops drops(ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class)
                    .drops;
        }
    }

    private static final class Running implements AutoCloseable, ExtensionContext.Store.CloseableResource {
        private final Drops drops = new Drops(Container.start("drops", Map.of()));

        @Override
        public void close() {
            drops.container.close();
        }
    }
}
