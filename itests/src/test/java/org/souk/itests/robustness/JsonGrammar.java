package org.souk.itests.robustness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes request bodies from the schemas of an OpenAPI document: first right ones, then ones with oddities. */
final class JsonGrammar {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Values of JSON that are seldom sent, as text, so that a program cannot mend them. */
    private static final List<String> ODD = List.of(
            "null",
            "true",
            "0",
            "-1",
            "-0",
            "1.5",
            "1e400",
            "-1e400",
            "1e-400",
            "2147483648",
            "-9223372036854775809",
            "NaN",
            "01",
            "123456789012345678901234567890123456789012345678901234567890",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u202e\\u2066x\"",
            "\"\\ufeff\"",
            "\"e\\u0301\\u0301\\u0301\"",
            "\"\ud83d\udc69\u200d\ud83d\ude80\"",
            "\"%00\"",
            "\"' OR 1=1 --\"",
            "\"<b>{{ 7 * 7 }}</b>\"",
            "\"a\\r\\nBcc: b@example.org\"",
            "[]",
            "{}",
            "[[]]",
            "{\"\":{}}",
            "{\"a\":1,\"a\":2}",
            "[1,\"a\",null]",
            "undefined",
            "");

    /** A call with a body. */
    record Call(String method, String path, JsonNode schema) {}

    private final JsonNode document;

    JsonGrammar(String openApi) {
        try {
            document = JSON.readTree(openApi);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** The calls of the document, those without a body with an empty schema. */
    List<Call> calls() {
        List<Call> all = new ArrayList<>();
        document.get("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(operation -> {
                    if (List.of("get", "post", "put", "patch", "delete").contains(operation.getKey())) {
                        JsonNode schema = operation.getValue().at("/requestBody/content/application~1json/schema");
                        all.add(new Call(operation.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey(), schema));
                    }
                }));
        return all;
    }

    /** @param known right values for members by name */
    JsonNode right(Random random, JsonNode schema, Map<String, List<Object>> known) {
        JsonNode type = resolved(schema);
        ObjectNode made = JSON.createObjectNode();
        List<String> required = new ArrayList<>();
        type.path("required").forEach(name -> required.add(name.asText()));
        type.path("properties").fields().forEachRemaining(member -> {
            if (required.contains(member.getKey()) || random.nextInt(3) == 0) {
                made.set(member.getKey(), value(random, member.getKey(), member.getValue(), known));
            }
        });
        return made;
    }

    private JsonNode value(Random random, String name, JsonNode schema, Map<String, List<Object>> known) {
        if (known.containsKey(name)) {
            return JSON.valueToTree(Fuzz.oneOf(random, known.get(name)));
        }
        JsonNode type = resolved(schema);
        return switch (type.path("type").asText()) {
            case "integer", "number" -> JSON.valueToTree(random.nextInt(4));
            case "boolean" -> JSON.valueToTree(random.nextBoolean());
            case "array" -> JSON.createArrayNode().add(value(random, name, type.path("items"), known));
            case "object" -> right(random, type, known);
            default -> TextNode.valueOf("text");
        };
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.get("$ref").asText().substring(1)) : schema;
    }

    /** The text of a body in which one member or the whole is odd: another type, nested deeply, long, or missing. */
    static String odd(Random random, JsonNode right) {
        List<ObjectNode> parents = new ArrayList<>();
        collect(right, parents);
        String marker = "\"@odd@\"";
        if (parents.isEmpty() || random.nextInt(8) == 0) {
            return value(random);
        }
        ObjectNode parent = Fuzz.oneOf(random, parents);
        List<String> names = new ArrayList<>();
        parent.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() || random.nextInt(6) == 0 ? "odd" : Fuzz.oneOf(random, names);
        if (random.nextInt(8) == 0) {
            parent.remove(name);
        } else {
            parent.put(name, "@odd@");
        }
        return right.toString().replace(marker, value(random));
    }

    private static void collect(JsonNode node, List<ObjectNode> all) {
        if (node instanceof ObjectNode object) {
            all.add(object);
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(child -> collect(child, all));
        }
    }

    private static String value(Random random) {
        int size = 1 << random.nextInt(15);
        return switch (random.nextInt(12)) {
            case 0 -> "[".repeat(size) + "]".repeat(size);
            case 1 -> "{\"a\":".repeat(size) + "1" + "}".repeat(size);
            case 2 -> "\"" + "\u00e4".repeat(size) + "\"";
            case 3 -> "9".repeat(size);
            case 4 -> "[" + "0,".repeat(size) + "0]";
            default -> Fuzz.oneOf(random, ODD);
        };
    }
}
