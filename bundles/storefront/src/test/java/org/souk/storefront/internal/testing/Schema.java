package org.souk.storefront.internal.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The part of JSON Schema 2020-12 that openapi.json uses; any other keyword fails, so that nothing is left unchecked. */
public final class Schema {
    private static final Set<String> KNOWN = Set.of(
            "$ref",
            "type",
            "description",
            "required",
            "properties",
            "additionalProperties",
            "propertyNames",
            "items",
            "enum",
            "pattern",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "allOf",
            "format",
            "default");

    private final JsonNode document;
    private final List<String> faults = new ArrayList<>();

    private Schema(JsonNode document) {
        this.document = document;
    }

    /** The violations; empty if there are none. */
    public static List<String> faults(JsonNode document, JsonNode schema, JsonNode value) {
        Schema checker = new Schema(document);
        checker.check(schema, value, "$");
        return checker.faults;
    }

    private void check(JsonNode schema, JsonNode value, String at) {
        schema.fieldNames().forEachRemaining(keyword -> expect(KNOWN.contains(keyword), at, "keyword " + keyword));
        if (schema.has("$ref")) {
            check(document.at(schema.get("$ref").textValue().substring(1)), value, at);
        }
        schema.path("allOf").forEach(part -> check(part, value, at));
        if (schema.has("type")) {
            expect(fits(schema.get("type").textValue(), value), at, "is no " + schema.get("type"));
        }
        if (schema.has("enum")) {
            boolean found = false;
            for (JsonNode each : schema.get("enum")) {
                found |= each.equals(value);
            }
            expect(found, at, "is none of " + schema.get("enum"));
        }
        text(schema, value, at);
        number(schema, value, at);
        members(schema, value, at);
        elements(schema, value, at);
    }

    private void text(JsonNode schema, JsonNode value, String at) {
        if (!value.isTextual()) {
            return;
        }
        String text = value.textValue();
        expect(
                !schema.has("pattern")
                        || Pattern.compile(schema.get("pattern").textValue())
                                .matcher(text)
                                .find(),
                at,
                "does not fit " + schema.path("pattern"));
        expect(text.length() >= schema.path("minLength").asInt(0), at, "is too short");
        expect(text.length() <= schema.path("maxLength").asInt(Integer.MAX_VALUE), at, "is too long");
    }

    private void number(JsonNode schema, JsonNode value, String at) {
        if (value.isNumber()) {
            expect(value.longValue() >= schema.path("minimum").asLong(Long.MIN_VALUE), at, "is too small");
            expect(value.longValue() <= schema.path("maximum").asLong(Long.MAX_VALUE), at, "is too large");
        }
    }

    private void members(JsonNode schema, JsonNode value, String at) {
        if (!value.isObject()) {
            return;
        }
        schema.path("required").forEach(name -> expect(value.has(name.textValue()), at, "has no " + name));
        value.properties().forEach(member -> {
            String name = member.getKey();
            JsonNode property = schema.path("properties").path(name);
            JsonNode more = schema.path("additionalProperties");
            if (!property.isMissingNode()) {
                check(property, member.getValue(), at + "." + name);
            } else if (more.isObject()) {
                check(more, member.getValue(), at + "." + name);
            } else {
                expect(!more.isBoolean() || more.booleanValue(), at, "has " + name);
            }
        });
    }

    private void elements(JsonNode schema, JsonNode value, String at) {
        if (!value.isArray()) {
            return;
        }
        expect(value.size() >= schema.path("minItems").asInt(0), at, "has too few");
        expect(value.size() <= schema.path("maxItems").asInt(Integer.MAX_VALUE), at, "has too many");
        if (schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                check(schema.get("items"), value.get(i), at + "[" + i + "]");
            }
        }
    }

    private static boolean fits(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            default -> false;
        };
    }

    private void expect(boolean fine, String at, String fault) {
        if (!fine) {
            faults.add(at + " " + fault);
        }
    }
}
