package org.souk.shell.internal.text;

import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.souk.api.money.Money;

/** Writes JSON (RFC 8259) in ASCII, so that the encoding of a terminal does not matter. */
public final class JsonWriter {
    private JsonWriter() {}

    /**
     * Converts maps to objects, collections to arrays, and money to an amount in minor units with its currency; anything else becomes text.
     */
    public static String write(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof Map<?, ?> fields) {
            StringJoiner object = new StringJoiner(",", "{", "}");
            fields.forEach((name, field) -> object.add(quoted(String.valueOf(name)) + ":" + write(field)));
            return object.toString();
        }
        if (value instanceof Collection<?> values) {
            StringJoiner array = new StringJoiner(",", "[", "]");
            values.forEach(element -> array.add(write(element)));
            return array.toString();
        }
        if (value instanceof Money money) {
            return "{\"amount\":" + money.amount() + ",\"currency\":\""
                    + money.currency().getCurrencyCode() + "\"}";
        }
        if (value instanceof Enum<?> word) {
            return quoted(Texts.word(word));
        }
        return quoted(value.toString());
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < 0x20 || c > 0x7e) {
                quoted.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
