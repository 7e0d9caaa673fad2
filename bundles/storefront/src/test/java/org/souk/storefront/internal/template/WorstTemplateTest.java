package org.souk.storefront.internal.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.pebbletemplates.pebble.extension.ExtensionRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** However a template is written, compiling and rendering it costs little CPU and memory. */
class WorstTemplateTest {
    private static final Logger LOG = LoggerFactory.getLogger(WorstTemplateTest.class);
    private static final long MOST_MILLISECONDS = 2_500;
    private static final long MOST_BYTES = 600L << 20;
    /** Seconds of the search; 600 for a thorough one. */
    private static final long SEARCH = Long.getLong("souk.templates.searchSeconds", 20);

    private static final long SEED = Long.getLong("souk.templates.seed", System.nanoTime());

    private final Map<String, Object> model = new HashMap<>(Map.of(
            "text",
            "hello",
            "list",
            List.of(1, 2, 3),
            "thing",
            new SandboxTest.Thing("<b>", List.of("a", "b"), null, Map.of("k", "v"))));

    @TestFactory
    @Timeout(300)
    Stream<DynamicTest> costsLittle() {
        return WorstTemplates.all().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> cheap(WorstTemplates.cost(entry.getValue(), model))));
    }

    @Test
    @DisplayName(
            "Whatever a template can name is in these templates or in the search, so that nothing new goes unmeasured")
    void measuresAll() {
        String all = WorstTemplates.all().values().stream()
                        .flatMap(files -> files.values().stream())
                        .distinct()
                        // long templates repeat themselves
                        .map(text -> text.substring(0, Math.min(text.length(), 2_000)))
                        .collect(Collectors.joining("\n"))
                + WorstTemplateSearch.forms();
        ExtensionRegistry engine = Templates.engine(new TemplateFiles(null)).getExtensionRegistry();
        Map<String, Set<String>> names = Map.of(
                "\\| %s\\b",
                union(Sandbox.FILTERS, TemplateFilters.all().keySet()),
                "\\b%s\\(",
                union(Sandbox.FUNCTIONS, TemplateFunctions.all().keySet()),
                "\\bis (not )?%s\\b",
                Sandbox.TESTS,
                "[\\w)τνλβ] ?%s ?[\\w'(τνλβ]",
                engine.getBinaryOperators().keySet(),
                "\\(%s ",
                engine.getUnaryOperators().keySet());
        names.forEach((use, some) -> assertThat(some).isNotEmpty().allSatisfy(name -> assertThat(
                        Pattern.compile(use.formatted(word(name))).matcher(all).find())
                .as("%s in %s", name, use)
                .isTrue()));
    }

    /** Matches a name made of letters only as a whole word. */
    private static String word(String name) {
        String boundary = Character.isLetter(name.charAt(0)) ? "\\b" : "";
        return boundary + Pattern.quote(name) + boundary;
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(more);
        return all;
    }

    @Test
    @DisplayName("A text of the theme is filled in one pass, however many placeholders its values have")
    void textOfTheTheme() {
        Map<String, String> files = WorstTemplates.all().get("theme text with placeholders");
        // the first run also loads classes
        WorstTemplates.cost(files, model);
        WorstTemplates.Cost cost = WorstTemplates.cost(files, model);
        assertThat(cost.failure()).isEmpty();
        assertThat(cost.bytes()).isLessThan(20L << 20);
    }

    @Test
    @DisplayName("A deliberate search finds no template that costs more")
    void search() throws IOException {
        WorstTemplateSearch.Found worst = new WorstTemplateSearch(SEED, model).search(Duration.ofSeconds(SEARCH));
        Path file = Path.of("target", "worst-template.txt");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, "seed " + SEED + ": " + worst.cost() + "\n" + worst.files());
        LOG.info("Seed {}: of {} templates, the worst took {}; {} has it", SEED, worst.tried(), worst.cost(), file);
        assertThat(worst.tried()).isPositive();
        cheap(worst.cost());
        assertThat(worst.mostBytes()).as("memory, seed %s", SEED).isLessThan(MOST_BYTES);
    }

    private static void cheap(WorstTemplates.Cost cost) {
        assertThat(cost.milliseconds()).as("CPU of %s, seed %s", cost, SEED).isLessThan(MOST_MILLISECONDS);
        assertThat(cost.bytes()).as("memory of %s, seed %s", cost, SEED).isLessThan(MOST_BYTES);
    }
}
