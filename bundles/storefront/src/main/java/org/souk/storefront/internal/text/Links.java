package org.souk.storefront.internal.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Builds and checks links. */
public final class Links {
    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel");
    /** Browsers remove these before they parse the scheme. */
    private static final Pattern IGNORED = Pattern.compile("[\\x00-\\x20\\x7f]");

    private static final Pattern SCHEME = Pattern.compile("([^:/?#]*):");
    private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]*");

    private Links() {}

    /** The address if it is a path or has the scheme http, https, mailto or tel; otherwise, for instance for a script, {@code #}. */
    public static String sanitize(String address) {
        String clean = IGNORED.matcher(address).replaceAll("");
        Matcher scheme = SCHEME.matcher(clean);
        if (scheme.lookingAt()) {
            return SCHEMES.contains(scheme.group(1).toLowerCase(Locale.ROOT)) ? clean : "#";
        }
        // scheme-relative: another host
        boolean foreign = clean.startsWith("//") || clean.startsWith("/\\") || clean.startsWith("\\");
        return foreign ? "#" : clean;
    }

    /** Percent-encodes a segment of a path. */
    public static String segment(String text) {
        return UNRESERVED.matcher(text).matches() ? text : parameter(text);
    }

    /** Percent-encodes a value of a query. */
    public static String parameter(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Percent-encodes each segment of a path. */
    public static String path(String name) {
        return Arrays.stream(name.split("/", -1)).map(Links::segment).collect(Collectors.joining("/"));
    }
}
