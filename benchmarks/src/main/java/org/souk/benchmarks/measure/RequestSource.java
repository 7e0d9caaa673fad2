package org.souk.benchmarks.measure;

import java.io.IOException;
import java.util.Optional;
import org.souk.benchmarks.http.HttpConnection;
import org.souk.benchmarks.http.Response;

/** Makes requests and checks their responses. Safe for any thread. */
public interface RequestSource {
    /** The bytes of the n-th request. */
    byte[] request(long n);

    /** A value to remember when sending, passed to {@link #wrong}. */
    default long sending() {
        return 0;
    }

    /** What is wrong with the response, if anything. */
    Optional<String> wrong(Response answer, long sending);

    /** Loads what a browser would load next; not included in the latency. */
    default void follow(Response answer, HttpConnection connection) throws IOException {}

    /** Whether to call {@link #follow} after the n-th request. */
    default boolean followed(long n) {
        return false;
    }

    /** Requests one page that must contain a text. */
    static RequestSource page(String host, String path, String text) {
        return page(host, path, text, "");
    }

    /**
     * Requests one page with additional headers.
     *
     * @param headers header lines, each with its line end
     */
    static RequestSource page(String host, String path, String text, String headers) {
        byte[] request = HttpConnection.request(host, path, headers);
        byte[] wanted = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new RequestSource() {
            @Override
            public byte[] request(long n) {
                return request;
            }

            @Override
            public Optional<String> wrong(Response answer, long sending) {
                return answer.status() == 200 && answer.contains(wanted)
                        ? Optional.empty()
                        : Optional.of("GET " + host + path + ": " + answer.shown());
            }
        };
    }

    /** Alternates between the sources. */
    static RequestSource inTurn(java.util.List<? extends RequestSource> targets) {
        return new RequestSource() {
            private RequestSource at(long n) {
                return targets.get((int) (n % targets.size()));
            }

            @Override
            public byte[] request(long n) {
                return at(n).request(n);
            }

            @Override
            public Optional<String> wrong(Response answer, long sending) {
                throw new UnsupportedOperationException();
            }

            @Override
            public RequestSource of(long n) {
                return at(n);
            }
        };
    }

    /** The source of the n-th request. */
    default RequestSource of(long n) {
        return this;
    }
}
