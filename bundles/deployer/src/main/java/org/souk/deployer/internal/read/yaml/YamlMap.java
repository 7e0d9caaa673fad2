package org.souk.deployer.internal.read.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.souk.common.text.TextNormalizer;
import org.souk.deployer.internal.read.text.SpellingSuggestion;

/**
 * A YAML mapping. Unknown and repeated keys are reported as problems when it is created. Getters report an invalid value as a problem, and
 * then return the same as for an absent or blank one: empty, or the given default.
 */
public record YamlMap(YamlNode self, Map<String, YamlNode> values) {
    static YamlMap of(YamlNode self, MappingNode node, Set<String> known) {
        Map<String, YamlNode> values = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            YamlNode key = new YamlNode(self.file(), self.name(), tuple.getKeyNode(), self.problems());
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                key.error("a key must be a single word");
                continue;
            }
            String name = TextNormalizer.clean(scalar.getValue());
            if (!known.contains(name)) {
                key.error("the key '" + name + "' is unknown" + SpellingSuggestion.hint(name, known));
                continue;
            }
            YamlNode before =
                    values.putIfAbsent(name, new YamlNode(self.file(), name, tuple.getValueNode(), self.problems()));
            if (before != null) {
                key.error("the key '" + name + "' appears twice, first in line " + before.line() + "; remove one");
            }
        }
        return new YamlMap(self, values);
    }

    /** The value of a key; empty if it is absent or blank. */
    public Optional<YamlNode> get(String key) {
        return Optional.ofNullable(values.get(key)).filter(node -> !node.blank());
    }

    /** The value of a key; reports an error if it is absent or blank. */
    public Optional<YamlNode> require(String key, String example) {
        Optional<YamlNode> node = get(key);
        if (node.isEmpty()) {
            values.getOrDefault(key, self)
                    .error("'" + key + "' is missing; write it like '" + key + ": " + example + "'");
        }
        return node;
    }

    public <T> Optional<T> require(String key, String example, Function<String, T> parser) {
        return require(key, example).flatMap(node -> node.parsed(parser));
    }

    public String line(String key, int most) {
        return get(key).flatMap(node -> node.line(most)).orElse("");
    }

    public String text(String key, int most) {
        return get(key).flatMap(node -> node.text(most)).orElse("");
    }

    public List<YamlNode> list(String key) {
        return get(key).map(YamlNode::list).orElse(List.of());
    }

    /** The mapping at a key; without keys if it is absent or invalid. */
    public YamlMap map(String key, Set<String> known) {
        return get(key).flatMap(node -> node.map(known)).orElse(new YamlMap(self, Map.of()));
    }

    /** The valid mappings in a list. */
    public Stream<YamlMap> maps(String key, Set<String> known) {
        return list(key).stream().flatMap(node -> node.map(known).stream());
    }

    public <T> Optional<T> parsed(String key, Function<String, T> parser) {
        return get(key).flatMap(node -> node.parsed(parser));
    }

    public int integer(String key, int least, int most, int otherwise) {
        return (int) whole(key, least, most, otherwise);
    }

    public long whole(String key, long least, long most, long otherwise) {
        return parsed(key, text -> {
                    if (text.matches("-?\\d{1,18}")) {
                        long value = Long.parseLong(text);
                        if (value >= least && value <= most) {
                            return value;
                        }
                    }
                    throw new IllegalArgumentException(
                            "'" + text + "' is not a whole number from " + least + " to " + most);
                })
                .orElse(otherwise);
    }

    public boolean bool(String key, boolean otherwise) {
        return parsed(key, text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
                })
                .orElse(otherwise);
    }

    /** The value, which must be one of the given words. */
    public String word(String key, Set<String> words, String otherwise) {
        return parsed(key, text -> {
                    if (!words.contains(text)) {
                        throw new IllegalArgumentException(
                                "'" + text + "' is not known" + SpellingSuggestion.hint(text, words));
                    }
                    return text;
                })
                .orElse(otherwise);
    }
}
