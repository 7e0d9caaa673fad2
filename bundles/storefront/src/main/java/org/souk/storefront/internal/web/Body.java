package org.souk.storefront.internal.web;

/** The body of a request, read at most once and within a bound. */
public interface Body {
    int MAX_BYTES = 64 * 1024;

    Body NONE = () -> new byte[0];

    /**
     * The same array at each call.
     *
     * @throws RequestProblem 413 if it is longer than {@link #MAX_BYTES}
     */
    byte[] bytes();
}
