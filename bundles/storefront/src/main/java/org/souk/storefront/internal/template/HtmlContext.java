package org.souk.storefront.internal.template;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where in a page the text of a template has come to: between tags, in a tag, in an attribute's value, in a script. */
final class HtmlContext {
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

    /** What stands between these tags is text to the browser, whatever it looks like. */
    private static final Set<String> PLAIN = Set.of("title", "textarea");

    private static final Set<String> RAW =
            Set.of("script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext");
    /** Stands for a value that began differently on two ways. */
    private static final String MIXED = "\0";

    private enum Place {
        TEXT,
        PLAIN,
        COMMENT,
        TAG_NAME,
        IN_TAG,
        ATTRIBUTE,
        AFTER_NAME,
        /** Here a name ended on one way at least: a space has to follow, or the end of the tag. */
        NAME_ENDED,
        AFTER_EQUALS,
        QUOTED,
        BARE,
        CODE
    }

    /** A place to come back to. */
    record Mark(Place place, String tag, String attribute, String value, char quote) {
        private boolean inTag() {
            return place == Place.IN_TAG
                    || place == Place.ATTRIBUTE
                    || place == Place.AFTER_NAME
                    || place == Place.NAME_ENDED;
        }

        private boolean fixed() {
            return HtmlContext.fixed(value) || !ADDRESSES.contains(attribute.toLowerCase(Locale.ROOT));
        }

        /** Where two ways lead that meet again; empty if to different places. */
        Optional<Mark> join(Mark other) {
            if (!tag.equals(other.tag) && place != Place.TEXT && place != Place.COMMENT) {
                return Optional.empty();
            }
            if (inTag() && other.inTag()) {
                Place both = place == other.place && place != Place.ATTRIBUTE ? place : Place.NAME_ENDED;
                return Optional.of(new Mark(both, tag, attribute, "", quote));
            }
            if (place != other.place) {
                return Optional.empty();
            }
            if (place != Place.QUOTED) {
                return Optional.of(this);
            }
            if (quote != other.quote || !attribute.equalsIgnoreCase(other.attribute)) {
                return Optional.empty();
            }
            boolean same = value.equals(other.value) || fixed() && other.fixed();
            return Optional.of(same ? this : new Mark(place, tag, attribute, MIXED, quote));
        }
    }

    private Place place = Place.TEXT;
    private final StringBuilder tag = new StringBuilder();
    private final StringBuilder attribute = new StringBuilder();
    private final StringBuilder value = new StringBuilder();
    private char quote;

    /** Why no expression may stand here; empty if it may. */
    Optional<String> refusal(boolean linked) {
        return switch (place) {
            case TEXT, PLAIN -> Optional.empty();
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
        boolean whole = linked && value.toString().isBlank();
        if (ADDRESSES.contains(name) && !whole && !fixed(value.toString())) {
            return Optional.of("an address needs the filter link over all of it: " + name + "=\"{{ … | link }}\"");
        }
        value.append('…');
        return Optional.empty();
    }

    /** Whether it leads to the same kind of place whatever follows. */
    private static boolean fixed(String value) {
        String start = value.strip().toLowerCase(Locale.ROOT);
        return SAFE_STARTS.stream().anyMatch(start::startsWith) && !start.equals("/");
    }

    /** Whether it is between tags. */
    boolean between() {
        return place == Place.TEXT;
    }

    /** Where it is. */
    Mark mark() {
        return new Mark(place, tag.toString(), attribute.toString(), value.toString(), quote);
    }

    /** Goes to another place. */
    void at(Mark mark) {
        place = mark.place();
        set(tag, mark.tag());
        set(attribute, mark.attribute());
        set(value, mark.value());
        quote = mark.quote();
    }

    /** What follows may be there or not: a name that has begun ends here. Tells why that cannot be; empty if it can. */
    Optional<String> branch() {
        boolean named = place == Place.TAG_NAME && !tag.isEmpty() && Character.isLetter(tag.charAt(0));
        if (named || place == Place.ATTRIBUTE) {
            place = Place.NAME_ENDED;
        }
        return place == Place.TAG_NAME || place == Place.AFTER_EQUALS
                ? Optional.of("no {% … %} inside a tag's name or after '='; put it around the tag or into the quotes")
                : Optional.empty();
    }

    /** What follows may be there many times. */
    void loop() {
        if (place == Place.IN_TAG || place == Place.AFTER_NAME) {
            place = Place.NAME_ENDED;
        } else if (place == Place.QUOTED && !fixed(value.toString())) {
            set(value, MIXED);
        }
    }

    private static void set(StringBuilder builder, String text) {
        builder.setLength(0);
        builder.append(text);
    }

    /** Reads on; tells what is wrong with the text, empty if nothing. */
    Optional<String> read(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (place) {
                case TEXT -> text(text, i, c);
                case PLAIN -> {
                    if (text.regionMatches(true, i, "</" + tag, 0, tag.length() + 2)) {
                        tag.setLength(0);
                        place = Place.TAG_NAME;
                    } else if (c == '<') {
                        return Optional.of("no '<' inside <" + tag + ">; write &lt;");
                    }
                }
                case COMMENT -> {
                    if (text.startsWith("-->", i)) {
                        place = Place.TEXT;
                    }
                }
                case TAG_NAME -> tagName(c);
                case IN_TAG -> inTag(c);
                case ATTRIBUTE -> attribute(c);
                case AFTER_NAME -> {
                    if (c == '=') {
                        attribute(c);
                    } else {
                        inTag(c);
                    }
                }
                case NAME_ENDED -> {
                    if (!Character.isWhitespace(c) && c != '/' && c != '>') {
                        return Optional.of("put a space after the {% … %} inside a tag, before '" + c + "'");
                    }
                    inTag(c);
                }
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
        return Optional.empty();
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
            if (tag.toString().equals("!--")) {
                place = Place.COMMENT;
            }
        }
    }

    private void inTag(char c) {
        if (c == '>') {
            endTag();
        } else if (c == '/' || Character.isWhitespace(c)) {
            // an '=' may still come after the spaces behind a name
            place = place == Place.AFTER_NAME && c != '/' ? place : Place.IN_TAG;
        } else {
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
        } else if (Character.isWhitespace(c) || c == '/') {
            place = c == '/' ? Place.IN_TAG : Place.AFTER_NAME;
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
        place = RAW.contains(name) ? Place.CODE : PLAIN.contains(name) ? Place.PLAIN : Place.TEXT;
    }
}
