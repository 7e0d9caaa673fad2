package org.souk.deployer.internal.read.yaml;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.souk.common.text.TextNormalizer;
import org.souk.deployer.internal.problem.Problems;

/** A value in a YAML file. Reading it as something that it is not adds a problem at its line. */
public record YamlNode(String file, String name, Node node, Problems problems) {
    public int line() {
        return YamlFile.line(node.getStartMark());
    }

    public void error(String message) {
        problems.error(file, line(), message);
    }

    public void warning(String message) {
        problems.warning(file, line(), message);
    }

    /** The value as a mapping with only these keys. */
    public Optional<YamlMap> map(Set<String> known) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(YamlMap.of(this, mapping, known));
        }
        error((name.isEmpty() ? "the file" : "'" + name + "'") + " must hold keys and values, like 'name: value'");
        return Optional.empty();
    }

    /** The entries of a list; a single value is a list of one. */
    public List<YamlNode> list() {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(item -> new YamlNode(file, name, item, problems))
                    .toList();
        }
        return blank() ? List.of() : List.of(this);
    }

    public boolean blank() {
        return node instanceof ScalarNode scalar && TextNormalizer.isBlank(scalar.getValue());
    }

    public Optional<String> line(int most) {
        Optional<String> text = text(most);
        if (text.isPresent() && text.get().indexOf('\n') >= 0) {
            error("'" + name + "' must be one line");
            return Optional.empty();
        }
        return text;
    }

    /** A text of one or more lines, in NFC and without blanks at its ends. */
    public Optional<String> text(int most) {
        if (!(node instanceof ScalarNode scalar)) {
            error("'" + name + "' must be a single text, not a list or keys");
            return Optional.empty();
        }
        String text = TextNormalizer.clean(scalar.getValue());
        if (text.length() > most) {
            error("'" + name + "' has " + text.length() + " characters; at most " + most + " are allowed");
            return Optional.empty();
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            error("'" + name + "' has a control character; remove it");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** A parser that accepts texts that match a regular expression; {@code problem} follows any other text in the message. */
    public static Function<String, String> matching(String regex, String problem) {
        return text -> {
            if (!text.matches(regex)) {
                throw new IllegalArgumentException("'" + text + "' " + problem);
            }
            return text;
        };
    }

    /** Applies a parser that throws IllegalArgumentException with a message for merchants. */
    public <T> Optional<T> parsed(Function<String, T> parser) {
        return line(2000).flatMap(text -> {
            try {
                return Optional.of(parser.apply(text));
            } catch (IllegalArgumentException e) {
                error(name + ": " + e.getMessage());
                return Optional.empty();
            }
        });
    }
}
