package org.souk.shell.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogStarter.NewCatalog;
import org.souk.api.catalog.CatalogStarter.Outcome;
import org.souk.shell.internal.text.Console;

final class CatalogNewTest {
    private static final CatalogId BAKERY = new CatalogId("bakery");

    @TempDir
    Path folder;

    private final CatalogNew command = new CatalogNew();
    private NewCatalog asked;
    private Path into;

    @BeforeEach
    void command() {
        command.id = "bakery";
        command.starter = (beginning, where) -> {
            asked = beginning;
            into = where;
            return new Outcome.Written(where.resolve("bakery.catalog"));
        };
    }

    @Test
    @DisplayName("without a folder it is the session's, and what was written is told")
    void inTheSessionsFolder() throws Exception {
        assertThat(console().run(command)).startsWith("Written: " + folder.resolve("bakery.catalog") + "\n");

        assertThat(into).isEqualTo(folder);
        assertThat(asked).isEqualTo(new NewCatalog(BAKERY, "", List.of(), "", ""));
    }

    @Test
    @DisplayName("options stand before or behind, with a blank or an equals sign")
    void options() throws Exception {
        Path shops = Files.createDirectory(folder.resolve("shops"));
        command.name = "Before";
        command.trailing = List.of(
                "--name",
                "The Corner Bakery",
                "shops",
                "--host=a.example",
                "--host",
                "b.example",
                "--currency",
                "GBP",
                "--locale=en-GB");
        console().run(command);

        assertThat(into).isEqualTo(shops);
        assertThat(asked)
                .isEqualTo(
                        new NewCatalog(BAKERY, "The Corner Bakery", List.of("a.example", "b.example"), "GBP", "en-GB"));
    }

    @ParameterizedTest
    @CsvSource({
        "none, There is no ",
        "--name, '''--name'' needs a value behind it'",
        "--hots=a.example, '''--hots'' is not understood; there are --name, --host, --currency and --locale'",
        ". ., is a second folder",
    })
    void whatIsNotUnderstood(String behind, String told) {
        command.trailing = List.of(behind.split(" "));

        assertThat(console().fail(command)).contains(told).doesNotContain("\n");
        assertThat(asked).isNull();
    }

    @Test
    void aWrongId() {
        command.id = "Corner Bakery";

        assertThat(console().fail(command))
                .startsWith("'Corner Bakery' is no catalog id; start with a lower-case letter");
        assertThat(asked).isNull();
    }

    @Test
    @DisplayName("the reason of a refusal is the one line that is told")
    void refused() {
        command.starter = (beginning, where) -> new Outcome.Refused("it is there\nalready");

        assertThat(console().fail(command)).isEqualTo("it is there?already");
    }

    private Console console() {
        return new Console(folder);
    }
}
