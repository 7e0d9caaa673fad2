package org.souk.storefront.internal.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the route of a request; the first that fits counts. */
public final class Router {
    private final List<Route> routes;

    /** Over these routes. */
    public Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** What it was made of. */
    public List<Route> routes() {
        return routes;
    }

    /**
     * The answer of the route that fits.
     *
     * @return empty if no route has such a path
     * @throws RequestProblem 405 with Allow if the path is there and the method is not
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
