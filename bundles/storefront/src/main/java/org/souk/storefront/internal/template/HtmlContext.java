package org.souk.storefront.internal.template;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tracks the HTML context at a position in a template: between tags, in a tag, in an attribute's value, in a script. From it {@link
 * TemplateCheck} knows where HTML escaping would not make an expression safe.
 */
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

    /** Browsers read the content of these elements as text. */
    private static final Set<String> PLAIN = Set.of("title", "textarea");

    private static final Set<String> RAW =
            Set.of("script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext");
    /** Stands for the text of an attribute's value that began differently in two branches. */
    private static final String MIXED = "\0";

    private enum State {
        TEXT,
        PLAIN,
        COMMENT,
        TAG_NAME,
        IN_TAG,
        ATTRIBUTE,
        AFTER_NAME,
        /** A name ended in at least one branch: a space or the end of the tag must follow. */
        NAME_ENDED,
        AFTER_EQUALS,
        QUOTED,
        BARE,
        CODE
    }

    /** A context to which the check returns, for instance at an {@code else}. */
    record Snapshot(State state, String tag, String attribute, String value, char quote) {
        private boolean inTag() {
            return state == State.IN_TAG
                    || state == State.ATTRIBUTE
                    || state == State.AFTER_NAME
                    || state == State.NAME_ENDED;
        }

        private boolean hasFixedScheme() {
            return HtmlContext.hasFixedScheme(value) || !ADDRESSES.contains(attribute.toLowerCase(Locale.ROOT));
        }

        /** The context after two branches; empty if the branches end in different contexts. */
        Optional<Snapshot> join(Snapshot other) {
            if (!tag.equals(other.tag) && state != State.TEXT && state != State.COMMENT) {
                return Optional.empty();
            }
            if (inTag() && other.inTag()) {
                State both = state == other.state && state != State.ATTRIBUTE ? state : State.NAME_ENDED;
                return Optional.of(new Snapshot(both, tag, attribute, "", quote));
            }
            if (state != other.state) {
                return Optional.empty();
            }
            if (state != State.QUOTED) {
                return Optional.of(this);
            }
            if (quote != other.quote || !attribute.equalsIgnoreCase(other.attribute)) {
                return Optional.empty();
            }
            boolean same = value.equals(other.value) || hasFixedScheme() && other.hasFixedScheme();
            return Optional.of(same ? this : new Snapshot(state, tag, attribute, MIXED, quote));
        }
    }

    private State state = State.TEXT;
    private final StringBuilder tag = new StringBuilder();
    private final StringBuilder attribute = new StringBuilder();
    private final StringBuilder value = new StringBuilder();
    private char quote;

    /**
     * Why no expression is allowed here; empty if one is.
     *
     * @param linked whether the expression ends with the filter {@code link}
     */
    Optional<String> refusal(boolean linked) {
        return switch (state) {
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
            return Optional.of("no {{ … }} in the attribute '" + name + "'; its value is run as code");
        }
        boolean whole = linked && value.toString().isBlank();
        if (ADDRESSES.contains(name) && !whole && !hasFixedScheme(value.toString())) {
            return Optional.of("an address needs the filter link over all of it: " + name + "=\"{{ … | link }}\"");
        }
        value.append('…');
        return Optional.empty();
    }

    /** Whether the value of a link begins so that an expression after it cannot change the scheme or host of the address. */
    private static boolean hasFixedScheme(String value) {
        String start = value.strip().toLowerCase(Locale.ROOT);
        return SAFE_STARTS.stream().anyMatch(start::startsWith) && !start.equals("/");
    }

    boolean isBetweenTags() {
        return state == State.TEXT;
    }

    Snapshot snapshot() {
        return new Snapshot(state, tag.toString(), attribute.toString(), value.toString(), quote);
    }

    void restore(Snapshot snapshot) {
        state = snapshot.state();
        replace(tag, snapshot.tag());
        replace(attribute, snapshot.attribute());
        replace(value, snapshot.value());
        quote = snapshot.quote();
    }

    /** Begins content that may be absent; the name of a tag or attribute ends there. Returns why it is not allowed here; empty if it is. */
    Optional<String> beginBranch() {
        boolean named = state == State.TAG_NAME && !tag.isEmpty() && Character.isLetter(tag.charAt(0));
        if (named || state == State.ATTRIBUTE) {
            state = State.NAME_ENDED;
        }
        return state == State.TAG_NAME || state == State.AFTER_EQUALS
                ? Optional.of("no {% … %} inside a tag's name or after '='; put it around the tag or into the quotes")
                : Optional.empty();
    }

    /** Begins content that may be repeated. */
    void beginLoop() {
        if (state == State.IN_TAG || state == State.AFTER_NAME) {
            state = State.NAME_ENDED;
        } else if (state == State.QUOTED && !hasFixedScheme(value.toString())) {
            replace(value, MIXED);
        }
    }

    private static void replace(StringBuilder builder, String text) {
        builder.setLength(0);
        builder.append(text);
    }

    /** Reads literal text. Returns what is wrong with it; empty if nothing. */
    Optional<String> read(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (state) {
                case TEXT -> text(text, i, c);
                case PLAIN, CODE -> {
                    if (text.regionMatches(true, i, "</" + tag, 0, tag.length() + 2)) {
                        beginTag();
                    } else if (state == State.PLAIN && c == '<') {
                        return Optional.of("no '<' inside <" + tag + ">; write &lt;");
                    }
                }
                case COMMENT -> {
                    if (text.startsWith("-->", i)) {
                        state = State.TEXT;
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
                        state = State.IN_TAG;
                    } else {
                        value.append(c);
                    }
                }
                case BARE -> {
                    if (c == '>') {
                        endTag();
                    } else if (Character.isWhitespace(c)) {
                        state = State.IN_TAG;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private void text(String text, int i, char c) {
        if (text.startsWith("<!--", i)) {
            state = State.COMMENT;
        } else if (c == '<'
                && (i + 1 == text.length()
                        || Character.isLetter(text.charAt(i + 1))
                        || "/!".indexOf(text.charAt(i + 1)) >= 0)) {
            beginTag();
        }
    }

    private void beginTag() {
        tag.setLength(0);
        state = State.TAG_NAME;
    }

    private void tagName(char c) {
        if (c == '>') {
            endTag();
        } else if (Character.isWhitespace(c) || c == '/' && !tag.isEmpty()) {
            state = State.IN_TAG;
        } else {
            tag.append(Character.toLowerCase(c));
            if (tag.toString().equals("!--")) {
                state = State.COMMENT;
            }
        }
    }

    private void inTag(char c) {
        if (c == '>') {
            endTag();
        } else if (c == '/' || Character.isWhitespace(c)) {
            // an '=' may follow the spaces after a name
            state = state == State.AFTER_NAME && c != '/' ? state : State.IN_TAG;
        } else {
            attribute.setLength(0);
            attribute.append(c);
            state = State.ATTRIBUTE;
        }
    }

    private void attribute(char c) {
        if (c == '=') {
            value.setLength(0);
            state = State.AFTER_EQUALS;
        } else if (c == '>') {
            endTag();
        } else if (Character.isWhitespace(c) || c == '/') {
            state = c == '/' ? State.IN_TAG : State.AFTER_NAME;
        } else {
            attribute.append(c);
        }
    }

    private void afterEquals(char c) {
        if (c == '"' || c == '\'') {
            quote = c;
            state = State.QUOTED;
        } else if (c == '>') {
            endTag();
        } else if (!Character.isWhitespace(c)) {
            state = State.BARE;
        }
    }

    private void endTag() {
        String name = tag.toString();
        state = RAW.contains(name) ? State.CODE : PLAIN.contains(name) ? State.PLAIN : State.TEXT;
    }
}
