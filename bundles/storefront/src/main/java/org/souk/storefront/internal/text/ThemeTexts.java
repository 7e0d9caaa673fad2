package org.souk.storefront.internal.text;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The texts of the built-in theme in the language of a shop, else in English. */
public final class ThemeTexts {
    private static final Set<String> LANGUAGES = Set.of("en", "de");
    private static final Map<String, ThemeTexts> LOADED = new ConcurrentHashMap<>();

    private final Map<String, String> texts;

    private ThemeTexts(Map<String, String> texts) {
        this.texts = Map.copyOf(texts);
    }

    public static ThemeTexts in(Locale locale) {
        String language = LANGUAGES.contains(locale.getLanguage()) ? locale.getLanguage() : "en";
        return LOADED.computeIfAbsent(language, ThemeTexts::load);
    }

    /**
     * The text with that key.
     *
     * @param values for {0}, {1} …
     * @throws IllegalArgumentException if there is no such key
     */
    public String get(String key, Object... values) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("the theme has no text '" + shorten(key) + "'");
        }
        return fill(text, values);
    }

    /** Replaces the placeholders in one pass, so that placeholders in a value are never replaced. */
    private static String fill(String text, Object... values) {
        if (values.length == 0) {
            return text;
        }
        StringBuilder filled = new StringBuilder();
        int end = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
            // a text has at most ten placeholders
            int index = open + 2 < text.length() && text.charAt(open + 2) == '}' ? text.charAt(open + 1) - '0' : -1;
            if (index >= 0 && index < Math.min(10, values.length)) {
                filled.append(text, end, open).append(values[index]);
                end = open + 3;
            }
        }
        return filled.append(text, end, text.length()).toString();
    }

    /** The text for a number: that of {@code key.one} or of {@code key.other}. */
    public String count(String key, long number, Object... values) {
        Object[] all = Stream.concat(Stream.of(number), Arrays.stream(values)).toArray();
        return get(key + (number == 1 ? ".one" : ".other"), all);
    }

    public boolean has(String key) {
        return texts.containsKey(key);
    }

    Set<String> keys() {
        return texts.keySet();
    }

    /** A string or number for a message, at most 40 characters; an ellipsis for any other value. */
    public static String shorten(@Nullable Object value) {
        String text = value instanceof String || value instanceof Number ? value.toString() : "…";
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static ThemeTexts load(String language) {
        Map<String, String> texts =
                new HashMap<>(language.equals("en") ? Map.of() : ThemeTexts.in(Locale.ENGLISH).texts);
        String name = "messages_" + language + ".properties";
        try (InputStream in = ThemeTexts.class.getResourceAsStream(name)) {
            Properties properties = new Properties();
            properties.load(new InputStreamReader(requireNonNull(in, name), StandardCharsets.UTF_8));
            properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ThemeTexts(texts);
    }
}
