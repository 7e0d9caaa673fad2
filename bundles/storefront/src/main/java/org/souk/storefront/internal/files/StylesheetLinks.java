package org.souk.storefront.internal.files;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the references of a stylesheet to other files, {@code url(…)} and {@code @import "…"} (CSS Values and Units 4, section 4.5), by
 * addresses.
 */
final class StylesheetLinks {
    private static final Pattern LINK = Pattern.compile(
            "url\\(\\s*(?:\"([^\"\\n]{1,1000})\"|'([^'\\n]{1,1000})'|([^\"'()\\s]{1,1000}))\\s*\\)"
                    + "|@import\\s+(?:\"([^\"\\n]{1,1000})\"|'([^'\\n]{1,1000})')",
            Pattern.CASE_INSENSITIVE);

    private StylesheetLinks() {}

    /**
     * @param name of the stylesheet, relative to {@code static/}
     * @param address maps a name relative to {@code static/} to an address, or to null to keep the reference
     */
    static String replace(String css, String name, Function<String, @Nullable String> address) {
        return LINK.matcher(css).replaceAll(link -> Matcher.quoteReplacement(replacement(link, name, address)));
    }

    private static String replacement(MatchResult link, String name, Function<String, @Nullable String> address) {
        String text = "";
        boolean imported = false;
        for (int group = 1; group <= 5; group++) {
            if (link.group(group) != null) {
                text = link.group(group);
                imported = group > 3;
            }
        }
        String target = resolve(name, text.split("[?#]", 2)[0]);
        String found = target == null ? null : address.apply(target);
        if (found == null) {
            return link.group();
        }
        int fragment = text.indexOf('#');
        String whole = found + (fragment < 0 ? "" : text.substring(fragment));
        return imported ? "@import \"" + whole + "\"" : "url(\"" + whole + "\")";
    }

    /** The name relative to {@code static/}; null if the reference leads elsewhere. */
    private static @Nullable String resolve(String from, String link) {
        if (link.isEmpty() || link.indexOf(':') >= 0 || link.startsWith("//")) {
            return null;
        }
        String path;
        try {
            path = new URI(link).getPath();
        } catch (URISyntaxException e) {
            path = link;
        }
        boolean absolute = path.startsWith("/");
        if (absolute && !path.startsWith(StaticFiles.FOLDER)) {
            return null;
        }
        int folder = from.lastIndexOf('/');
        String whole = absolute
                ? path.substring(StaticFiles.FOLDER.length())
                : (folder < 0 ? "" : from.substring(0, folder + 1)) + path;
        Deque<String> parts = new ArrayDeque<>();
        for (String part : whole.split("/", -1)) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return null;
                }
            } else if (!part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }
}
