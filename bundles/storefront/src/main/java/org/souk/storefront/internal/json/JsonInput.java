package org.souk.storefront.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.souk.common.text.TextNormalizer;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.RequestProblem;

/** Reads the members of a JSON object from a client, and collects all errors, so that one reply reports all of them. */
final class JsonInput {
    private final ObjectNode object;
    private final String prefix;
    private final Map<String, String> errors;
    private final Set<String> read = new HashSet<>();

    private JsonInput(ObjectNode object, String prefix, Map<String, String> errors) {
        this.object = object;
        this.prefix = prefix;
        this.errors = errors;
    }

    /** @throws RequestProblem 415 if the media type of the body is not JSON, 400 if the body is malformed */
    static JsonInput of(Exchange exchange) {
        requireJson(exchange);
        return new JsonInput(Json.object(exchange.body().bytes()), "", new TreeMap<>());
    }

    static void requireJson(Exchange exchange) {
        if (!exchange.mediaType().equals("application/json")) {
            throw new RequestProblem(415, "unsupported-media-type", "send Content-Type: application/json");
        }
    }

    /** The text in NFC without blanks at its ends. */
    String text(String name) {
        return TextNormalizer.clean(secret(name));
    }

    /** The text exactly as the client sent it, for passwords. */
    String secret(String name) {
        JsonNode node = member(name);
        if (node == null) {
            error(name, "This is needed.");
            return "";
        }
        return string(name, node);
    }

    /** The member, which may be absent or null. */
    Optional<String> optionalText(String name) {
        JsonNode node = member(name);
        return node == null ? Optional.empty() : Optional.of(TextNormalizer.clean(string(name, node)));
    }

    int integer(String name, int min, int max) {
        JsonNode node = member(name);
        if (node == null) {
            error(name, "This is needed.");
            return min;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < min || node.intValue() > max) {
            error(name, "This is a whole number from " + min + " to " + max + ".");
            return min;
        }
        return node.intValue();
    }

    /** The member, which may be absent or null. */
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

    /** Whether the member is present and not null. */
    boolean has(String name) {
        return member(name) != null;
    }

    /** The object; empty if it is absent and optional. */
    JsonInput object(String name, boolean required) {
        JsonNode node = member(name);
        if (node instanceof ObjectNode inner) {
            return new JsonInput(inner, prefix + name + ".", errors);
        }
        if (node != null || required) {
            error(name, node == null ? "This is needed." : "This is an object.");
            // the object is reported; its members must not be reported as well
            return new JsonInput(Json.object(), prefix + name + ".", new TreeMap<>());
        }
        return new JsonInput(Json.object(), prefix + name + ".", errors);
    }

    void error(String name, String message) {
        errors.putIfAbsent(prefix + name, message);
    }

    /** Reports members that were not read, for example misspelled ones. */
    JsonInput rejectUnknown() {
        object.fieldNames().forEachRemaining(name -> {
            if (!read.contains(name)) {
                error(name, "This is not known here.");
            }
        });
        return this;
    }

    /** @throws RequestProblem 400 with all errors */
    void check() {
        rejectUnknown();
        if (!errors.isEmpty()) {
            throw JsonProblems.invalid(errors);
        }
    }

    private @Nullable JsonNode member(String name) {
        read.add(name);
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
