package org.souk.benchmarks;

import java.io.IOException;
import java.util.Optional;

/** What is asked for, and what counts as a right answer. Any threads. */
interface Target {
    /** The bytes of the n-th request. */
    byte[] request(long n);

    /** What to remember at the moment of sending, for {@link #wrong}. */
    default long sending() {
        return 0;
    }

    /** What is wrong with the answer. */
    Optional<String> wrong(Answer answer, long sending);

    /** What a browser would load next, outside of the time that is measured; also told of a wrong answer. */
    default void follow(Answer answer, Connection connection) throws IOException {}

    /** Whether {@link #follow} is wanted for the n-th request. */
    default boolean followed(long n) {
        return false;
    }

    /** One page, of which a text is known. */
    static Target page(String host, String path, String text) {
        return page(host, path, text, "");
    }

    /**
     * The same with more headers.
     *
     * @param headers each with its end of line
     */
    static Target page(String host, String path, String text, String headers) {
        byte[] request = Connection.request(host, path, headers);
        byte[] wanted = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new Target() {
            @Override
            public byte[] request(long n) {
                return request;
            }

            @Override
            public Optional<String> wrong(Answer answer, long sending) {
                return answer.status() == 200 && answer.contains(wanted)
                        ? Optional.empty()
                        : Optional.of("GET " + host + path + ": " + answer.shown());
            }
        };
    }

    /** These in turn. */
    static Target inTurn(java.util.List<? extends Target> targets) {
        return new Target() {
            private Target at(long n) {
                return targets.get((int) (n % targets.size()));
            }

            @Override
            public byte[] request(long n) {
                return at(n).request(n);
            }

            @Override
            public Optional<String> wrong(Answer answer, long sending) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Target of(long n) {
                return at(n);
            }
        };
    }

    /** The one that the n-th request goes to. */
    default Target of(long n) {
        return this;
    }
}
