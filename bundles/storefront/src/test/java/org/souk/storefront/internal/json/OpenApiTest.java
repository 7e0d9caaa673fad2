package org.souk.storefront.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.souk.storefront.internal.testing.FakeCarts;
import org.souk.storefront.internal.testing.FakeCustomers;
import org.souk.storefront.internal.testing.FakeOrders;
import org.souk.storefront.internal.testing.FakePayments;
import org.souk.storefront.internal.testing.FakeRequest;
import org.souk.storefront.internal.testing.FakeResponse;
import org.souk.storefront.internal.testing.FakeStock;
import org.souk.storefront.internal.testing.PlainPages;
import org.souk.storefront.internal.testing.SampleShop;
import org.souk.storefront.internal.testing.Schema;
import org.souk.storefront.internal.testing.WholeShop;
import org.souk.storefront.internal.web.PaymentPaths;

class OpenApiTest {
    private final JsonNode document = served();

    @Test
    void describesTheCallsThatAreThere() {
        JsonApi api = new JsonApi(
                null, new FakeCarts(), new FakeOrders(), new FakeStock(), new FakePayments(), new FakeCustomers());
        Set<String> routed = new TreeSet<>();
        api.routes().forEach(route -> routed.add(route.method() + " " + route.pattern()));
        Set<String> described = new TreeSet<>();
        document.get("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(
                        method -> described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        assertThat(described).isEqualTo(routed);
    }

    @Test
    void describesEveryVariableOfAPath() {
        document.get("paths").properties().forEach(path -> path.getValue().forEach(call -> {
            Set<String> declared = new HashSet<>();
            call.path("parameters").forEach(parameter -> {
                JsonNode resolved = resolve(parameter);
                if (resolved.get("in").textValue().equals("path")) {
                    declared.add("{" + resolved.get("name").textValue() + "}");
                    assertThat(resolved.get("required").booleanValue()).isTrue();
                }
            });
            Set<String> wanted = new HashSet<>(List.of(path.getKey().split("/")));
            wanted.removeIf(segment -> !segment.startsWith("{"));
            assertThat(declared).as(path.getKey()).isEqualTo(wanted);
        }));
    }

    @Test
    void pointsOnlyAtWhatIsThere() {
        document.findValuesAsText("$ref")
                .forEach(ref -> assertThat(document.at(ref.substring(1)).isMissingNode())
                        .as(ref)
                        .isFalse());
        List<String> ids = new ArrayList<>(document.findValuesAsText("operationId"));
        assertThat(ids).hasSize(new HashSet<>(ids).size());
    }

    @Test
    void givesExamplesThatFitTheirSchemas() {
        int examples = examples(document);
        assertThat(examples).isGreaterThan(25);
    }

    @Test
    void namesEveryProblemThatIsTold() {
        Set<String> named = new TreeSet<>();
        document.at("/components/schemas/Problem/properties/type/enum")
                .forEach(type -> named.add(type.textValue().substring("urn:souk:problem:".length())));
        assertThat(named).isEqualTo(new TreeSet<>(JsonProblems.titles().keySet()));
    }

    @Test
    void declaresTheRefusalsOfEveryWrite() {
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(call -> {
                    JsonNode responses = call.getValue().get("responses");
                    if (!call.getKey().equals("get") && !PaymentPaths.acceptsAnyOrigin(path.getKey())) {
                        assertThat(responses.at("/429").toString())
                                .as(call.getKey() + " " + path.getKey())
                                .containsAnyOf("TooManyRequests", "urn:souk:problem:too-many-requests");
                    }
                    assertThat(responses.has("408"))
                            .as(call.getKey() + " " + path.getKey())
                            .isEqualTo(call.getValue().has("requestBody"));
                }));
    }

    private int examples(JsonNode node) {
        int count = 0;
        if (node.path("schema").isObject()) {
            JsonNode schema = node.get("schema");
            if (node.has("example")) {
                count += fits(schema, node.get("example"));
            }
            for (JsonNode example : node.path("examples")) {
                count += fits(schema, example.get("value"));
            }
        }
        for (JsonNode child : node) {
            count += examples(child);
        }
        return count;
    }

    private int fits(JsonNode schema, JsonNode example) {
        assertThat(Schema.faults(document, schema, example))
                .as(example.toString())
                .isEmpty();
        return 1;
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
    }

    private static JsonNode served() {
        FakeResponse response =
                new WholeShop(SampleShop.live(), new PlainPages()).send(FakeRequest.get("/api/v1/openapi.json"));
        assertThat(response.status()).isEqualTo(200);
        try {
            return new ObjectMapper().readTree(response.text());
        } catch (IOException e) {
            throw new AssertionError("openapi.json is no JSON", e);
        }
    }
}
