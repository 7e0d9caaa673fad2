package org.souk.storefront.internal.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the route of a request; the first match counts. */
public record Router(List<Route> routes) {
    /**
     * @return empty if no route has such a path
     * @throws RequestProblem 405 with Allow if another method has such a path
     */
    public Optional<Reply> handle(Exchange exchange) {
        TreeSet<String> allowed = new TreeSet<>();
        String method = exchange.method().equals("HEAD") ? "GET" : exchange.method();
        for (Route route : routes) {
            Optional<Map<String, String>> variables = route.match(exchange.path());
            if (variables.isPresent() && route.method().equals(method)) {
                return Optional.of(route.handler().handle(exchange.with(variables.get())));
            }
            variables.ifPresent(v -> allowed.add(route.method()));
        }
        if (allowed.isEmpty()) {
            return Optional.empty();
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        allowed.add("OPTIONS");
        if (method.equals("OPTIONS")) {
            return Optional.of(Reply.empty(204).with("Allow", String.join(", ", allowed)));
        }
        throw RequestProblem.methodNotAllowed(allowed);
    }
}
