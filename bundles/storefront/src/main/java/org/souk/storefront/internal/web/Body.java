package org.souk.storefront.internal.web;

/** The body of a request, read at most once and never beyond its bound. */
public interface Body {
    /** Most bytes of a body. */
    int MOST_BYTES = 64 * 1024;

    /** No body. */
    Body NONE = () -> new byte[0];

    /**
     * All of it; the same array at each call.
     *
     * @throws RequestProblem 413 if it is longer than {@link #MOST_BYTES}
     */
    byte[] bytes();
}
