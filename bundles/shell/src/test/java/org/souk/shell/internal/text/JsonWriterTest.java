package org.souk.shell.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.souk.api.money.Money;
import org.souk.api.node.Role;

final class JsonWriterTest {
    @Test
    void writesEachKindOfValue() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("text", "a");
        object.put("number", 3);
        object.put("yes", true);
        object.put("nothing", null);
        object.put("money", new Money(1999, Currency.getInstance("GBP")));
        object.put("at", Instant.parse("2026-11-23T10:00:00.123456Z"));
        object.put("role", Role.ALL);
        object.put("list", Arrays.asList("x", null, List.of()));

        assertThat(JsonWriter.write(List.of(object)))
                .isEqualTo("[{\"text\":\"a\",\"number\":3,\"yes\":true,\"nothing\":null,"
                        + "\"money\":{\"amount\":1999,\"currency\":\"GBP\"},\"at\":\"2026-11-23T10:00:00.123456Z\","
                        + "\"role\":\"all\",\"list\":[\"x\",null,[]]}]");
        assertThat(JsonWriter.write(List.of())).isEqualTo("[]");
    }

    @Test
    void isPlainAsciiWhateverCameIn() {
        assertThat(JsonWriter.write("\"\\/\n\u001b[31m\u007f é \ud83d\ude00"))
                .isEqualTo("\"\\\"\\\\/\\u000a\\u001b[31m\\u007f \\u00e9 \\ud83d\\ude00\"");
    }
}
