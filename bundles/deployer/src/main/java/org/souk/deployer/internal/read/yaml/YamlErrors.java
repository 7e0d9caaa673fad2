package org.souk.deployer.internal.read.yaml;

import java.util.List;
import java.util.Map.Entry;
import java.util.regex.Pattern;
import org.souk.common.text.TextNormalizer;

/** Says in plain words what to correct in a line that is not valid YAML. */
final class YamlErrors {
    static final String STAR = "an unquoted star starts an alias; put the value in quotes, like \"*.tack.localhost\"";
    /** A star at the start of a value that an alias cannot have. */
    private static final Pattern STAR_VALUE = Pattern.compile("(^|[\\s\\[,:-])\\*([.\\s\\],]|$)");

    /** What to do, by a part of the parser's message; the first that is found counts. */
    private static final List<Entry<String, String>> REMEDIES = List.of(
            entry(
                    "mapping values are not allowed",
                    "put a text with a colon in quotes, and indent this line as the one before"),
            entry("'\\t'", "a tab indents this line; use spaces"),
            entry("\\t(TAB)", "a tab indents this line; use spaces"),
            entry("unexpected end of stream", "the text in quotes that starts here never ends; close it"),
            entry("',' or ']'", "a list that starts with [ is not closed; write ] at its end"),
            entry("',' or '}'", "a group that starts with { is not closed; write } at its end"),
            entry("could not find expected ':'", "write a colon and a space after the key, like 'name: value'"),
            entry("unknown escape", "a backslash in double quotes has a meaning; use single quotes"),
            entry("cannot start any token", "a value cannot start with this character; put the value in quotes"),
            entry("<block end>", "this line is indented differently from the others; align it with them"),
            entry("<scalar>", "text follows a quoted value; put all of it in the quotes"));

    private YamlErrors() {}

    private static Entry<String, String> entry(String part, String remedy) {
        return java.util.Map.entry(part, remedy);
    }

    /**
     * The remedy.
     *
     * @param problem the parser's message
     * @param line the line in the file
     */
    static String remedy(String problem, String line) {
        if (STAR_VALUE.matcher(line).find()) {
            return STAR;
        }
        if (line.chars().anyMatch(c -> c > '~' && TextNormalizer.isBlank(c))) {
            return "the line has an invisible character that is no plain space; type the line again";
        }
        return REMEDIES.stream()
                .filter(remedy -> problem.contains(remedy.getKey()))
                .map(Entry::getValue)
                .findFirst()
                .orElse("look at indentation, quotes and colons here and in the line before");
    }
}
