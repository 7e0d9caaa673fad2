package org.souk.benchmarks.measure;

import java.io.IOException;
import java.util.Optional;
import org.souk.benchmarks.http.HttpConnection;
import org.souk.benchmarks.http.Response;

/** What is asked for, and what counts as a right answer. Any threads. */
public interface RequestSource {
    /** The bytes of the n-th request. */
    byte[] request(long n);

    /** What to remember at the moment of sending, for {@link #wrong}. */
    default long sending() {
        return 0;
    }

    /** What is wrong with the answer. */
    Optional<String> wrong(Response answer, long sending);

    /** What a browser would load next, outside of the time that is measured; also told of a wrong answer. */
    default void follow(Response answer, HttpConnection connection) throws IOException {}

    /** Whether {@link #follow} is wanted for the n-th request. */
    default boolean followed(long n) {
        return false;
    }

    /** One page, of which a text is known. */
    static RequestSource page(String host, String path, String text) {
        return page(host, path, text, "");
    }

    /**
     * The same with more headers.
     *
     * @param headers each with its end of line
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

    /** These in turn. */
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

    /** The one that the n-th request goes to. */
    default RequestSource of(long n) {
        return this;
    }
}
