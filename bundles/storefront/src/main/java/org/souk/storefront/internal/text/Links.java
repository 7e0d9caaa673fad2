package org.souk.storefront.internal.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/** Builds and checks links. A page can have hundreds of them, so this scans texts instead of matching patterns. */
public final class Links {
    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel");

    private Links() {}

    /** The address if it is a path or has the scheme http, https, mailto or tel; otherwise, for instance for a script, {@code #}. */
    public static String sanitize(String address) {
        // browsers remove these before they parse the scheme
        String clean = clean(address);
        int colon = clean.indexOf(':');
        int end = firstOf(clean, "/?#");
        if (colon >= 0 && colon < end) {
            return SCHEMES.contains(clean.substring(0, colon).toLowerCase(Locale.ROOT)) ? clean : "#";
        }
        // scheme-relative: another host
        boolean foreign = clean.startsWith("//") || clean.startsWith("/\\") || clean.startsWith("\\");
        return foreign ? "#" : clean;
    }

    /** Percent-encodes a segment of a path. */
    public static String segment(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0;
            if (!plain) {
                return parameter(text);
            }
        }
        return text;
    }

    /** Percent-encodes a value of a query. */
    public static String parameter(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Percent-encodes each segment of a path. */
    public static String path(String name) {
        StringJoiner path = new StringJoiner("/");
        for (String part : name.split("/", -1)) {
            path.add(segment(part));
        }
        return path.toString();
    }

    private static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) == 0x7f) {
                return text.replaceAll("[\\x00-\\x20\\x7f]", "");
            }
        }
        return text;
    }

    private static int firstOf(String text, String any) {
        for (int i = 0; i < text.length(); i++) {
            if (any.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
