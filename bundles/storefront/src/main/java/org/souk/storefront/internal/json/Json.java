package org.souk.storefront.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.souk.api.money.Money;
import org.souk.storefront.internal.web.Body;
import org.souk.storefront.internal.web.CacheControl;
import org.souk.storefront.internal.web.ETag;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/** Parses JSON strictly and within bounds, and writes it. */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxStringLength(Body.MAX_BYTES)
                            .maxNameLength(200)
                            .maxNumberLength(40)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** @throws RequestProblem 400 if the body is not exactly one object, repeats a member, or is nested too deep */
    static ObjectNode object(byte[] bytes) {
        JsonNode node;
        try {
            node = MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw RequestProblem.malformed("the body is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw RequestProblem.malformed("the body is no JSON in UTF-8");
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw RequestProblem.malformed("the body is no JSON object");
    }

    /** Parses a file of this bundle, for which no bounds are needed. */
    static ObjectNode unbounded(InputStream in) throws IOException {
        return (ObjectNode) new ObjectMapper().readTree(in);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** @param value of maps, lists, strings, numbers and nodes */
    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    static ObjectNode money(Money money) {
        return object().put("amount", money.amount())
                .put("currency", money.currency().getCurrencyCode());
    }

    static Reply reply(int status, JsonNode node) {
        return Reply.json(status, bytes(node));
    }

    /** A reply that is the same for every shopper, so that caches may keep it for a short time. */
    static Reply cached(Exchange exchange, JsonNode node) {
        return cached(exchange, bytes(node));
    }

    static Reply cached(Exchange exchange, byte[] json) {
        return ETag.conditional(exchange, Reply.json(200, json).with(CacheControl.CATALOG_JSON));
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
