package org.souk.deployer.internal.read.text;

import java.util.regex.Pattern;

/** Parses names of files in {@code static/}. */
public final class StaticFileName {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N} ._@+,()~-]*");

    private StaticFileName() {}

    /**
     * The name relative to {@code static/}; that prefix is optional.
     *
     * @throws IllegalArgumentException with a message for the merchant
     */
    public static String read(String text) {
        String name = text.startsWith("/") ? text.substring(1) : text;
        name = name.startsWith("static/") ? name.substring("static/".length()) : name;
        for (String part : name.split("/", -1)) {
            if (!NAME.matcher(part).matches()) {
                throw new IllegalArgumentException(
                        "'" + text + "' is no file in static/; write its name there, like logo.svg");
            }
        }
        return name;
    }
}
