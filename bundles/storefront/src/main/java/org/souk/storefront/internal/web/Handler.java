package org.souk.storefront.internal.web;

/** Answers the requests of one {@link Route}. */
@FunctionalInterface
public interface Handler {
    /**
     * @throws RequestProblem if the reply is an error
     * @throws org.souk.api.database.DatabaseUnavailableException answered with 503 and Retry-After
     */
    Reply handle(Exchange exchange);
}
