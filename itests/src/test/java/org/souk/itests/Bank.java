package org.souk.itests;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The payment provider of the tests, over HTTP. Its books survive crashes of the containers. The start of the shopper's mail address
 * selects the result: {@code card} pays at once, {@code poor} is declined, anything else pays at the bank's own page.
 */
public final class Bank implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final List<String> told = new ArrayList<>();
    private volatile @Nullable Stall stalled;
    private volatile @Nullable Random failing;

    /** The next charge that a container asks for. */
    private record Stall(String home, CountDownLatch charged, CountDownLatch released) {}

    /** The entry of one payment attempt in the bank's books. */
    public record Account(String state, String sum, int charges, int refunds, String noticeTo) {
        Account with(String next, int moreCharges, int moreRefunds) {
            return new Account(next, sum, charges + moreCharges, refunds + moreRefunds, noticeTo);
        }
    }

    public Bank() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Payments are held for a few seconds only, and looked at soon; before the container starts. */
    public static void hurry(Path home) {
        try {
            Files.writeString(home.resolve("etc/org.souk.payments.cfg"), "hold = 8\nagain = 2\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The next payment that the container asks for is put into the books, and not answered before {@link #release}. */
    public void stall(Path home) {
        stalled = new Stall(home.toString(), new CountDownLatch(1), new CountDownLatch(1));
    }

    /** Waits until there is such a payment. */
    public void awaitStalled(Duration deadline) {
        Stall now = Objects.requireNonNull(stalled);
        await(now.charged(), deadline);
    }

    /** Goes on. */
    public void release() {
        Stall now = Objects.requireNonNull(stalled);
        stalled = null;
        now.released().countDown();
    }

    /** From now on one of twenty answers is lost on the way. */
    public void failNowAndThen(long seed) {
        failing = new Random(seed);
    }

    private static void await(CountDownLatch latch, Duration deadline) {
        try {
            if (!latch.await(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("not within " + deadline);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The Java of a shop: a gateway to this bank with the method {@code bank}, and an order listener that reports orders to it. */
    public ShopJava shop(String id, ShopFiles files) {
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        return new ShopJava(id, files)
                .provide("PaymentGateway", "Gateway", GATEWAY.replace("BANK", address))
                .provide("OrderListener", "Listener", LISTENER.replace("BANK", address));
    }

    public Map<String, Account> accounts() {
        return Map.copyOf(accounts);
    }

    public Account account(String attempt) {
        return accounts.get(attempt);
    }

    /** The orders that the listener reported, one entry for each report; a {@code cancelled} or {@code refunded} precedes the number. */
    public List<String> told() {
        synchronized (told) {
            return List.copyOf(told);
        }
    }

    /** The shopper pays at the bank's page; nothing if it was called off before. */
    public boolean payAtPage(String attempt) {
        return accounts.computeIfPresent(
                        attempt, (id, now) -> now.state().equals("open") ? now.with("paid", 1, 0) : now)
                .state()
                .equals("paid");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().substring(1).split("/");
        String home = String.valueOf(exchange.getRequestHeaders().getFirst("Home"));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String reply =
                switch (path[0]) {
                    case "pay" -> pay(path[1], body.split("\n"));
                    case "cancel" ->
                        accounts.compute(path[1], (id, now) -> cancelled(now)).state();
                    case "refund" ->
                        accounts.computeIfPresent(path[1], (id, now) -> refunded(now))
                                .state();
                    case "told" -> tell(body);
                    default -> "";
                };
        Stall now = stalled;
        if (path[0].equals("pay") && now != null && now.home().equals(home)) {
            now.charged().countDown();
            await(now.released(), Duration.ofMinutes(1));
        }
        Random fails = failing;
        if (fails != null && fails.nextInt(20) == 0) {
            exchange.close();
            return;
        }
        byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String pay(String attempt, String[] order) {
        return accounts.computeIfAbsent(attempt, id -> {
                    boolean card = order[0].startsWith("card");
                    String state = card ? "paid" : order[0].startsWith("poor") ? "declined" : "open";
                    return new Account(state, order[1], card ? 1 : 0, 0, order[2]);
                })
                .state();
    }

    private static Account cancelled(Account now) {
        if (now == null) {
            return new Account("declined", "", 0, 0, "");
        }
        return now.state().equals("open") ? now.with("declined", 0, 0) : now;
    }

    private static Account refunded(Account now) {
        return now.state().equals("paid") ? now.with("refunded", 0, 1) : now;
    }

    private String tell(String number) {
        synchronized (told) {
            told.add(number);
        }
        return "";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static final String CALL = """
            private static String call(String path, String body) {
                try {
                    java.net.HttpURLConnection bank =
                            (java.net.HttpURLConnection) new java.net.URL("BANK" + path).openConnection();
                    bank.setConnectTimeout(2000);
                    bank.setReadTimeout(5000);
                    bank.setRequestProperty("Home", System.getProperty("karaf.base"));
                    bank.setDoOutput(true);
                    bank.getOutputStream().write(body.getBytes("UTF-8"));
                    return new String(bank.getInputStream().readAllBytes(), "UTF-8");
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
            """;

    private static final String GATEWAY = CALL + """
            @Override public String method() { return "bank"; }
            @Override public Answer pay(Payment payment) {
                String sum = payment.order().total().amount() + " " + payment.order().total().currency();
                return answer(payment, call("/pay/" + payment.attempt(),
                        payment.order().email() + "\\n" + sum + "\\n" + payment.noticeTo()));
            }
            @Override public Answer cancel(Payment payment) {
                return answer(payment, call("/cancel/" + payment.attempt(), ""));
            }
            @Override public void refund(Payment payment) {
                if (!call("/refund/" + payment.attempt(), "").equals("refunded")) {
                    throw new IllegalStateException("not refunded");
                }
            }
            private static Answer answer(Payment payment, String state) {
                switch (state) {
                    case "paid": return new Answer.Paid("bank-" + payment.attempt());
                    case "declined":
                    case "refunded": return new Answer.Declined(state);
                    default: return new Answer.Elsewhere(java.net.URI.create("BANK/page/" + payment.attempt()));
                }
            }
            @Override public java.util.Optional<PaymentAttemptId> read(Notice notice) {
                String text = new String(notice.body(), java.nio.charset.StandardCharsets.UTF_8);
                return text.startsWith("secret ")
                        ? java.util.Optional.of(new PaymentAttemptId(text.substring(7)))
                        : java.util.Optional.empty();
            }
            """;

    private static final String LISTENER = CALL + """
            @Override public void placed(Event event) {
                call("/told/", event.order().number().value());
            }
            @Override public void cancelled(Event event) {
                call("/told/", "cancelled " + event.order().number().value());
            }
            @Override public void refunded(Event event) {
                call("/told/", "refunded " + event.order().number().value());
            }
            """;
}
