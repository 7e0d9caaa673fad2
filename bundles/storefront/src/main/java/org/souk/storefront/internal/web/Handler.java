package org.souk.storefront.internal.web;

/** Answers requests of one kind. */
@FunctionalInterface
public interface Handler {
    /**
     * Answers one.
     *
     * @throws RequestProblem to answer a problem instead
     * @throws org.souk.api.database.DatabaseUnavailableException answered with 503 and Retry-After
     */
    Reply handle(Exchange exchange);
}
