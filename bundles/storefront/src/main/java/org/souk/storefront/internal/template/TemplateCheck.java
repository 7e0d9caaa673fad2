package org.souk.storefront.internal.template;

import io.pebbletemplates.pebble.error.ParserException;
import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.lexer.Token.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.souk.storefront.internal.text.ThemeTexts;

/**
 * Checks a template before it is compiled. Refuses what HTML escaping cannot make safe: expressions in a context other than text, for
 * example in a script. Refuses lists and maps that could contain each other and so grow without bound.
 */
final class TemplateCheck {
    /** Functions with escaped results, and keywords that may precede a bracket. */
    private static final Set<String> PLAIN_CALLS = Set.of(
            "t",
            "tn",
            "range",
            "static",
            "max",
            "min",
            "if",
            "elseif",
            "in",
            "and",
            "or",
            "not",
            "is",
            "equals",
            "contains",
            "matches");

    /** Largest number of tokens in one tag. The engine evaluates an expression as a whole, so each must be short. */
    private static final int MAX_TAG = 5_000;
    /** Largest number of characters in a name, because look-ups compare names. */
    private static final int MAX_NAME = 100;

    private final String file;
    private final List<Token> tokens;
    private final HtmlContext context = new HtmlContext();
    private final BranchCheck branches = new BranchCheck(context);

    private TemplateCheck(String file, List<Token> tokens) {
        this.file = file;
        this.tokens = tokens;
    }

    /** @throws ParserException with file and line */
    static void check(String file, List<Token> tokens) {
        new TemplateCheck(file, tokens).run();
    }

    private void run() {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            switch (token.getType()) {
                case TEXT -> refuseIf(token, context.read(token.getValue()));
                case PRINT_START -> {
                    int end = end(i, Type.PRINT_END);
                    values(i + 1, end);
                    print(i + 1, end);
                    i = end;
                }
                case EXECUTE_START -> {
                    int end = end(i, Type.EXECUTE_END);
                    values(i + 1, end);
                    execute(i + 1, end);
                    i = end;
                }
                default -> {}
            }
        }
        if (!tokens.isEmpty()) {
            refuseIf(tokens.get(tokens.size() - 1), branches.end());
        }
    }

    private void execute(int from, int to) {
        Token token = tokens.get(from);
        String tag = String.valueOf(token.getValue());
        refuseIf(token, branches.tag(tag));
        if (!tag.equals("macro") && calls(from + 1, to)) {
            throw problem(token, "a macro is called in {{ … }} only");
        }
    }

    /** Whether the expression calls a macro. The engine does not escape the result of a macro. */
    private boolean calls(int from, int to) {
        for (int i = from; i < to - 1; i++) {
            Token token = tokens.get(i);
            if (token.getType() == Type.NAME && is(i + 1, Type.PUNCTUATION, "(")) {
                boolean member = is(i - 1, Type.PUNCTUATION, ".");
                if (member || !bar(i - 1) && !PLAIN_CALLS.contains(token.getValue())) {
                    return true;
                }
            }
        }
        return false;
    }

    private void refuseIf(Token token, Optional<String> refusal) {
        refusal.ifPresent(reason -> {
            throw problem(token, reason);
        });
    }

    private int end(int start, Type type) {
        int i = start;
        while (i < tokens.size() - 1 && tokens.get(i).getType() != type) {
            i++;
        }
        return i;
    }

    private void print(int from, int to) {
        refuseIf(tokens.get(from), context.refusal(linked(from, to)));
        if (!context.isBetweenTags() && calls(from, to)) {
            throw problem(tokens.get(from), "a macro is called between tags only, not inside one");
        }
    }

    /** Whether the expression is a path of names with filters, and the last filter, {@code link}, applies to all of it. */
    private boolean linked(int from, int to) {
        if (to - from < 3 || !is(to - 1, Type.NAME, "link") || !bar(to - 2)) {
            return false;
        }
        int depth = 0;
        for (int i = from; i < to; i++) {
            Token token = tokens.get(i);
            String value = String.valueOf(token.getValue());
            if (token.getType() == Type.PUNCTUATION && "([{".contains(value)) {
                depth++;
            } else if (token.getType() == Type.PUNCTUATION && ")]}".contains(value)) {
                depth--;
            } else if (depth == 0 && !bar(i) && token.getType() != Type.NAME && !is(i, Type.PUNCTUATION, ".")) {
                return false;
            }
        }
        return true;
    }

    private void limits(int from, int to) {
        if (to - from > MAX_TAG) {
            throw problem(tokens.get(from), "one tag has more than " + MAX_TAG + " values and operators; split it");
        }
        for (int i = from; i < to; i++) {
            Token token = tokens.get(i);
            if (token.getType() != Type.NAME) {
                continue;
            }
            if (token.getValue().length() > MAX_NAME) {
                throw problem(token, "a name has at most " + MAX_NAME + " characters");
            }
            if (token.getValue().equals("_context")) {
                throw problem(token, "there is no '_context'; name the variables");
            }
        }
    }

    /** Lists contain only texts and numbers, and maps stand only in {@code include … with}, so that no value can contain itself. */
    private void values(int from, int to) {
        limits(from, to);
        int list = 0;
        int entries = 0;
        for (int i = from; i < to; i++) {
            Token token = tokens.get(i);
            if (list > 0 && is(i, Type.PUNCTUATION, ",") && ++entries >= RenderBudget.MAX_ENTRIES) {
                throw problem(token, "lists in […] have at most " + RenderBudget.MAX_ENTRIES + " entries");
            }
            if (token.getType() == Type.STRING_INTERPOLATION_START) {
                throw problem(token, "texts have no #{…}; join them with ~");
            }
            if (is(i, Type.PUNCTUATION, "{")) {
                map(i, from);
            } else if (is(i, Type.PUNCTUATION, "[") && (list > 0 || !subscript(i))) {
                entries = list == 0 ? 0 : entries;
                list++;
            } else if (is(i, Type.PUNCTUATION, "]") && list > 0) {
                list--;
            } else if (list > 0 && !literal(i)) {
                throw problem(
                        token,
                        "a list in […] holds texts and numbers only; take out '" + ThemeTexts.shorten(token.getValue())
                                + "'");
            }
        }
    }

    private void map(int at, int from) {
        if (at == from || !is(at - 1, Type.NAME, "with")) {
            throw problem(tokens.get(at), "a map in {…} is allowed after 'with' only");
        }
        int depth = 0;
        boolean key = true;
        for (int i = at + 1; i < tokens.size(); i++) {
            if (key && !is(i, Type.PUNCTUATION, "}") && tokens.get(i).getType() != Type.STRING) {
                throw problem(tokens.get(i), "a key in {…} is a text in quotes");
            }
            key = false;
            if (tokens.get(i).getType() != Type.PUNCTUATION) {
                continue;
            }
            switch (tokens.get(i).getValue()) {
                case "(", "[" -> depth++;
                case ")", "]" -> depth--;
                case "," -> key = depth == 0;
                case "}" -> {
                    return;
                }
                default -> {}
            }
        }
    }

    private boolean subscript(int at) {
        Token before = tokens.get(at - 1);
        boolean keyword = List.of("in", "with", "if", "elseif", "include", "and", "or", "not")
                .contains(String.valueOf(before.getValue()));
        return before.getType() == Type.NAME && !keyword
                || is(at - 1, Type.PUNCTUATION, ")")
                || is(at - 1, Type.PUNCTUATION, "]");
    }

    private boolean literal(int at) {
        Token token = tokens.get(at);
        return token.getType() == Type.STRING
                || token.getType() == Type.NUMBER
                || token.getType() == Type.LONG
                || is(at, Type.PUNCTUATION, ",")
                || is(at, Type.OPERATOR, "-")
                || token.getType() == Type.NAME
                        && List.of("true", "false", "null").contains(token.getValue());
    }

    /** Whether the token is the bar before a filter. The engine reports it as punctuation or as an operator. */
    private boolean bar(int at) {
        return "|".equals(tokens.get(at).getValue()) && tokens.get(at).getType() != Type.STRING;
    }

    private boolean is(int at, Type type, String value) {
        Token token = tokens.get(at);
        return token.getType() == type && value.equals(token.getValue());
    }

    private ParserException problem(Token token, String message) {
        return new ParserException(null, message, token.getLineNumber(), file);
    }
}
