package org.souk.storefront.internal.theme;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where in a page the text of a template has come to: between tags, in a tag, in an attribute's value, in a script. */
final class HtmlPlace {
    private static final Set<String> ADDRESSES = Set.of(
            "href",
            "src",
            "action",
            "formaction",
            "poster",
            "cite",
            "data",
            "background",
            "manifest",
            "ping",
            "xlink:href",
            "longdesc");
    private static final Set<String> CODE = Set.of("style", "srcdoc", "srcset", "imagesrcset", "http-equiv");
    private static final Set<String> SAFE_STARTS = Set.of("/", "#", "?", "http://", "https://", "mailto:", "tel:");

    private enum Place {
        TEXT,
        COMMENT,
        TAG_NAME,
        IN_TAG,
        ATTRIBUTE,
        AFTER_EQUALS,
        QUOTED,
        BARE,
        CODE
    }

    private Place place = Place.TEXT;
    private final StringBuilder tag = new StringBuilder();
    private final StringBuilder attribute = new StringBuilder();
    private final StringBuilder value = new StringBuilder();
    private char quote;

    /** Why no expression may stand here; empty if it may. */
    Optional<String> refusal(boolean linked) {
        return switch (place) {
            case TEXT -> Optional.empty();
            case QUOTED -> quoted(linked);
            case COMMENT -> Optional.of("no {{ … }} inside an HTML comment; use {# … #}");
            case CODE -> Optional.of("no {{ … }} inside <" + tag + ">; put it into a data attribute");
            default -> Optional.of("put quotes around the attribute's value: name=\"{{ … }}\"");
        };
    }

    private Optional<String> quoted(boolean linked) {
        String name = attribute.toString().toLowerCase(Locale.ROOT);
        if (name.startsWith("on") || CODE.contains(name)) {
            return Optional.of("no {{ … }} in the attribute '" + name + "'; what stands there is run");
        }
        String start = value.toString().strip().toLowerCase(Locale.ROOT);
        boolean fixed = SAFE_STARTS.stream().anyMatch(start::startsWith) && !start.equals("/");
        if (ADDRESSES.contains(name) && !linked && !fixed) {
            return Optional.of("an address needs the filter link: " + name + "=\"{{ … | link }}\"");
        }
        value.append('…');
        return Optional.empty();
    }

    void read(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (place) {
                case TEXT -> text(text, i, c);
                case COMMENT -> {
                    if (text.startsWith("-->", i)) {
                        place = Place.TEXT;
                    }
                }
                case TAG_NAME -> tagName(c);
                case IN_TAG -> inTag(c);
                case ATTRIBUTE -> attribute(c);
                case AFTER_EQUALS -> afterEquals(c);
                case QUOTED -> {
                    if (c == quote) {
                        place = Place.IN_TAG;
                    } else {
                        value.append(c);
                    }
                }
                case BARE -> {
                    if (c == '>') {
                        endTag();
                    } else if (Character.isWhitespace(c)) {
                        place = Place.IN_TAG;
                    }
                }
                case CODE -> {
                    if (text.regionMatches(true, i, "</" + tag, 0, tag.length() + 2)) {
                        tag.setLength(0);
                        place = Place.TAG_NAME;
                    }
                }
            }
        }
    }

    private void text(String text, int i, char c) {
        if (text.startsWith("<!--", i)) {
            place = Place.COMMENT;
        } else if (c == '<'
                && i + 1 < text.length()
                && (Character.isLetter(text.charAt(i + 1)) || "/!".indexOf(text.charAt(i + 1)) >= 0)) {
            tag.setLength(0);
            place = Place.TAG_NAME;
        } else if (c == '<' && i + 1 == text.length()) {
            tag.setLength(0);
            place = Place.TAG_NAME;
        }
    }

    private void tagName(char c) {
        if (c == '>') {
            endTag();
        } else if (Character.isWhitespace(c) || c == '/' && !tag.isEmpty()) {
            place = Place.IN_TAG;
        } else {
            tag.append(Character.toLowerCase(c));
        }
    }

    private void inTag(char c) {
        if (c == '>') {
            endTag();
        } else if (!Character.isWhitespace(c) && c != '/') {
            attribute.setLength(0);
            attribute.append(c);
            place = Place.ATTRIBUTE;
        }
    }

    private void attribute(char c) {
        if (c == '=') {
            value.setLength(0);
            place = Place.AFTER_EQUALS;
        } else if (c == '>') {
            endTag();
        } else if (Character.isWhitespace(c)) {
            place = Place.IN_TAG;
        } else {
            attribute.append(c);
        }
    }

    private void afterEquals(char c) {
        if (c == '"' || c == '\'') {
            quote = c;
            place = Place.QUOTED;
        } else if (c == '>') {
            endTag();
        } else if (!Character.isWhitespace(c)) {
            place = Place.BARE;
        }
    }

    private void endTag() {
        String name = tag.toString();
        place = name.equals("script") || name.equals("style") ? Place.CODE : Place.TEXT;
    }
}
