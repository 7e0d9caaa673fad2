package org.souk.deployer.internal.read.yaml;

import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.souk.deployer.internal.problem.Problems;

/**
 * Parses a YAML 1.2 file into a tree of nodes with lines. A first pass over the events limits depth and number of values and refuses
 * aliases before a tree is built.
 */
public final class YamlFile {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_EVENTS = 500_000;

    private YamlFile() {}

    /** The mapping at the top of the file; empty if it is invalid, which is added to {@code problems}. */
    public static Optional<YamlMap> read(String file, String text, Set<String> known, Problems problems) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setUseMarks(true)
                .setAllowDuplicateKeys(true)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        try {
            if (!bounded(file, text, settings, problems)) {
                return Optional.empty();
            }
            return new Compose(settings)
                    .composeString(text)
                    .map(node -> new YamlNode(file, "", node, problems))
                    .or(() -> {
                        problems.error(file, 1, "the file is empty; write at least id, name, hosts, currency, locale");
                        return Optional.empty();
                    })
                    .flatMap(node -> node.map(known));
        } catch (MarkedYamlEngineException e) {
            boolean unended = String.valueOf(e.getProblem()).contains("unexpected end of stream");
            int line = line(
                    unended
                            ? e.getContextMark().or(e::getProblemMark)
                            : e.getProblemMark().or(e::getContextMark));
            problems.error(
                    file,
                    line,
                    "this is not valid YAML (" + e.getProblem() + "); "
                            + YamlErrors.remedy(String.valueOf(e.getProblem()), line(text, line)));
        } catch (YamlEngineException e) {
            String reason = Optional.ofNullable(e.getMessage())
                    .flatMap(message -> message.lines().findFirst())
                    .orElse("unreadable");
            problems.error(file, 0, "this is not valid YAML (" + reason + "); look at its characters");
        }
        return Optional.empty();
    }

    private static boolean bounded(String file, String text, LoadSettings settings, Problems problems) {
        int depth = 0;
        int documents = 0;
        int events = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            int line = line(event.getStartMark());
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                case DocumentStart -> documents++;
                case Alias -> {
                    problems.error(
                            file,
                            line,
                            ((AliasEvent) event).getAlias().getValue().startsWith(".")
                                    ? YamlErrors.STAR
                                    : "aliases (*name) are not read; write the value out again");
                    return false;
                }
                default -> {}
            }
            if (depth > MAX_DEPTH || ++events > MAX_EVENTS) {
                problems.error(
                        file, line, "this has too many levels or too many values to be read; write fewer of them");
                return false;
            }
            if (documents > 1) {
                problems.error(file, line, "a second document starts here; remove the line '---' and what follows");
                return false;
            }
        }
        return true;
    }

    private static String line(String text, int number) {
        return text.lines().skip(Math.max(0, number - 1)).findFirst().orElse("");
    }

    static int line(Optional<Mark> mark) {
        return mark.map(m -> m.getLine() + 1).orElse(0);
    }
}
