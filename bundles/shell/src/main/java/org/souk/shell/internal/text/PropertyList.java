package org.souk.shell.internal.text;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints the properties of an object: one name and value on each line. */
public final class PropertyList {
    private final Map<String, String> lines = new LinkedHashMap<>();

    /** Adds a line; skipped if the value is null or empty. */
    public PropertyList line(String name, @Nullable Object value) {
        String text = Texts.of(value);
        if (!text.isEmpty()) {
            lines.put(name, text);
        }
        return this;
    }

    public void print(PrintStream out) {
        int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
        lines.forEach((name, text) -> out.println(name + " ".repeat(width - name.length() + 2) + text));
    }
}
