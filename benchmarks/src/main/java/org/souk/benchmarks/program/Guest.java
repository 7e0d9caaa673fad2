package org.souk.benchmarks.program;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.souk.benchmarks.http.Response;
import org.souk.benchmarks.measure.RequestSource;

/** A guest with a session. Sends one request at a time and checks its response. */
public final class Guest implements RequestSource {
    private static final String ORDER = """
            {"email":"ada@example.org","shippingAddress":{"name":"Ada Lovelace","line1":"12 St James's Square","line2":"",\
            "city":"London","region":"","postcode":"SW1Y 4JH","country":"GB"},\
            "shippingMethod":"standard","payment":{"method":"invoice"}}""";

    private final String host;
    private String cookie = "";
    private byte[] next = new byte[0];
    private int wanted;

    Guest(String host) {
        this.host = host;
    }

    /** Makes adding one item to the cart the next request. */
    void adds(int item) {
        post("/api/v1/cart/lines", "", "{\"sku\":\"SKU-" + item + "\",\"quantity\":1}", 200);
    }

    /** Makes ordering the cart the next request. */
    void orders() {
        post("/api/v1/checkout", "Idempotency-Key: " + UUID.randomUUID() + "\r\n", ORDER, 201);
    }

    private void post(String path, String header, String body, int status) {
        wanted = status;
        next = ("POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n" + header + (cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n")
                        + "\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] request(long n) {
        return next;
    }

    @Override
    public Optional<String> wrong(Response answer, long sending) {
        if (answer.status() != wanted) {
            return Optional.of(answer.shown());
        }
        cookie = answer.head().cookie().isEmpty() ? cookie : answer.head().cookie();
        return Optional.empty();
    }
}
