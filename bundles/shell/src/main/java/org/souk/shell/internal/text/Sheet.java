package org.souk.shell.internal.text;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything of one thing: a name and a value a line. */
public final class Sheet {
    private final Map<String, String> lines = new LinkedHashMap<>();

    /** One more line; none if there is nothing to say. */
    public Sheet line(String name, @Nullable Object value) {
        String text = Texts.of(value);
        if (!text.isEmpty()) {
            lines.put(name, text);
        }
        return this;
    }

    /** Prints it. */
    public void print(PrintStream out) {
        int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
        lines.forEach((name, text) -> out.println(name + " ".repeat(width - name.length() + 2) + text));
    }
}
