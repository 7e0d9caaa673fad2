package org.souk.storefront.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.RequestProblem;

/** An object that was sent, read member by member. What is wrong is collected and told together. */
final class JsonInput {
    private final ObjectNode object;
    private final String prefix;
    private final Map<String, String> errors;
    private final Set<String> known = new HashSet<>();

    private JsonInput(ObjectNode object, String prefix, Map<String, String> errors) {
        this.object = object;
        this.prefix = prefix;
        this.errors = errors;
    }

    /**
     * The body of a request.
     *
     * @throws RequestProblem 415 if it is of another type, 400 if it is malformed
     */
    static JsonInput of(Exchange exchange) {
        requireJson(exchange);
        return new JsonInput(Json.object(exchange.body().bytes()), "", new TreeMap<>());
    }

    static void requireJson(Exchange exchange) {
        if (!exchange.mediaType().equals("application/json")) {
            throw new RequestProblem(415, "unsupported-media-type", "send Content-Type: application/json");
        }
    }

    /** A text that must be there. */
    String text(String name) {
        JsonNode node = member(name);
        if (node == null) {
            error(name, "This is needed.");
            return "";
        }
        return string(name, node);
    }

    /** A text that may be absent or null. */
    Optional<String> optionalText(String name) {
        JsonNode node = member(name);
        return node == null ? Optional.empty() : Optional.of(string(name, node));
    }

    /** A whole number that must be there. */
    int integer(String name, int least, int most) {
        JsonNode node = member(name);
        if (node == null) {
            error(name, "This is needed.");
            return least;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
            error(name, "This is a whole number from " + least + " to " + most + ".");
            return least;
        }
        return node.intValue();
    }

    /** A whole number that may be absent or null. */
    Optional<Long> optionalLong(String name) {
        JsonNode node = member(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            error(name, "This is a whole number.");
            return Optional.empty();
        }
        return Optional.of(node.longValue());
    }

    /** Whether there is such a member, and it is not null. */
    boolean has(String name) {
        return member(name) != null;
    }

    /** An object; an empty one if it may be absent and is. */
    JsonInput inner(String name, boolean required) {
        JsonNode node = member(name);
        if (node instanceof ObjectNode inner) {
            return new JsonInput(inner, prefix + name + ".", errors);
        }
        if (node != null || required) {
            error(name, node == null ? "This is needed." : "This is an object.");
            // nothing of it is complained about a second time
            return new JsonInput(Json.object(), prefix + name + ".", new TreeMap<>());
        }
        return new JsonInput(Json.object(), prefix + name + ".", errors);
    }

    void error(String name, String message) {
        errors.putIfAbsent(prefix + name, message);
    }

    /** Complains about members that nobody asked for; a slip of the pen would be overlooked otherwise. */
    JsonInput closed() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                error(name, "This is not known here.");
            }
        });
        return this;
    }

    /**
     * Ends the reading.
     *
     * @throws RequestProblem 400 with everything that was wrong
     */
    void check() {
        closed();
        if (!errors.isEmpty()) {
            throw JsonProblems.invalid(errors);
        }
    }

    private @Nullable JsonNode member(String name) {
        known.add(name);
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    private String string(String name, JsonNode node) {
        if (!node.isTextual()) {
            error(name, "This is a text.");
            return "";
        }
        return node.textValue();
    }
}
