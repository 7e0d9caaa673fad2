package org.souk.benchmarks.console;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The {@code --name value} options of a program. */
public final class Options {
    private final Map<String, String> given = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    public Options(String... arguments) {
        for (int i = 0; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        "options are pairs such as '--times 20', not '" + arguments[i] + "'");
            }
            given.put(arguments[i].substring(2), arguments[i + 1]);
        }
    }

    public int number(String name, int otherwise) {
        String text = text(name, String.valueOf(otherwise));
        if (!text.matches("[0-9]{1,7}")) {
            throw new IllegalArgumentException("--" + name + " is a whole number, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    /** One of the choices; the first is the default. */
    public String choice(String name, String... choices) {
        String text = text(name, choices[0]);
        if (!List.of(choices).contains(text)) {
            throw new IllegalArgumentException(
                    "--" + name + " is one of " + String.join(", ", choices) + ", not '" + text + "'");
        }
        return text;
    }

    public String text(String name, String otherwise) {
        asked.add(name);
        return given.getOrDefault(name, otherwise);
    }

    /** Call after reading all options; refuses unknown ones. */
    public void complete() {
        for (String name : given.keySet()) {
            if (!asked.contains(name)) {
                throw new IllegalArgumentException("there is no option --" + name + "; there are "
                        + String.join(
                                ", ", asked.stream().sorted().map(n -> "--" + n).toList()));
            }
        }
    }
}
