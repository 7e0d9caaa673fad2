package org.souk.storefront.internal.web;

@FunctionalInterface
public interface Handler {
    /**
     * @throws RequestProblem to answer a problem instead
     * @throws org.souk.api.database.DatabaseUnavailableException answered with 503 and Retry-After
     */
    Reply handle(Exchange exchange);
}
