package org.souk.shell.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.console.CommandLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.souk.api.catalog.CatalogChange;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogJava;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.Catalogs;
import org.souk.api.catalog.Problem;
import org.souk.api.host.HostPattern;
import org.souk.shell.internal.text.Console;

final class CatalogCommandsTest {
    private static final List<String> ASKED = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void listsForPrograms() throws Exception {
        CatalogList list = new CatalogList();
        list.catalogs = new Shown(List.of());

        assertThat(console().json(list))
                .isEqualTo("[{\"id\":\"tack\",\"version\":\"1.2\",\"state\":\"live\",\"hosts\":[\"tack.localhost\","
                        + "\"*.tack.localhost\"],\"products\":40,\"since\":\"2026-11-23T10:00:00Z\","
                        + "\"refused\":{\"version\":\"1.3\",\"at\":\"2026-11-23T11:00:00Z\"}},"
                        + "{\"id\":\"odd_name\",\"version\":\"\",\"state\":\"refused\",\"hosts\":[],\"products\":0,"
                        + "\"since\":\"2026-11-23T10:00:00Z\",\"refused\":null}]\n");
    }

    @Test
    void listsForPeople() throws Exception {
        CatalogList list = new CatalogList();
        list.catalogs = new Shown(List.of());

        assertThat(console().run(list))
                .contains("tack.localhost, *.tack.localhost")
                .contains("1.3, 2026-11-23T11:00:00Z")
                .contains("refused");
    }

    @Test
    void showsEverythingOfOne() throws Exception {
        CatalogInfo info = new CatalogInfo();
        info.catalogs = new Shown(List.of());
        info.id = "tack";

        assertThat(console().run(info))
                .containsPattern("products +40")
                .containsPattern("added hosts +\\*\\.tack\\.localhost\n")
                .containsPattern("removed hosts +old\\.localhost\n")
                .containsPattern("rolled back +from 1\\.4 at 2026-11-23T10:00:00Z")
                .containsPattern(
                        "kept +1\\.4 of 2026-11-23T10:00:00Z \\(cannot be restored\\), 1\\.1 of 2026-11-23T10:00:00Z\n")
                .containsPattern("refused +1\\.3 at 2026-11-23T11:00:00Z")
                .contains("  error  products.csv:7: the price is negative; write 0 or more");
        info.id = "odd_name";
        assertThat(console().run(info)).containsPattern("state +refused").doesNotContain("digest");
        info.id = "none";
        assertThat(console().fail(info)).isEqualTo("There is no catalog 'none'; see the ids with catalog:list");
    }

    @Test
    void showsHowTheJavaOfACatalogDoes() throws Exception {
        CatalogInfo info = new CatalogInfo();
        info.catalogs = new Shown(List.of());
        info.java = id -> Optional.of(new CatalogJava.Report(
                2,
                1,
                List.of(
                        new CatalogJava.Service(
                                "PriceRule",
                                "com.example.Rule",
                                CatalogJava.Circuit.OPEN,
                                7,
                                5,
                                1,
                                new CatalogJava.Failure(
                                        "it did not answer within 250 ms", Instant.parse("2026-11-23T12:00:00Z"))),
                        new CatalogJava.Service(
                                "PriceRule", "com.example.Fine", CatalogJava.Circuit.CLOSED, 3, 0, 0, null))));
        info.id = "tack";

        assertThat(console().run(info))
                .contains(
                        "2 services, 2 threads in use, 1 of them blocked; correct the Java code and deploy the catalog"
                                + " again")
                .contains("  PriceRule com.example.Rule  open: not called; 7 calls, 5 failures, 1 time-outs;"
                        + " last at 2026-11-23T12:00:00Z: it did not answer within 250 ms\n")
                .contains("  PriceRule com.example.Fine  closed: called; 3 calls, 0 failures, 0 time-outs\n");
        info.java = id -> Optional.empty();
        assertThat(console().run(info)).doesNotContain("java");
    }

    @Test
    void listsHosts() throws Exception {
        CatalogHosts hosts = new CatalogHosts();
        hosts.catalogs = new Shown(List.of());
        hosts.id = "tack";

        assertThat(console().run(hosts)).isEqualToNormalizingNewlines("tack.localhost\n*.tack.localhost\n");
        hosts.trailing = List.of("--jsom");
        assertThat(console().fail(hosts)).startsWith("'--jsom' is not understood");
        hosts.trailing = List.of("--json");
        assertThat(console().run(hosts)).isEqualTo("[{\"host\":\"tack.localhost\"},{\"host\":\"*.tack.localhost\"}]\n");
    }

    @Test
    void checksAndFailsWithWhatIsWrong() throws Exception {
        Files.createDirectory(folder.resolve("hats.catalog"));
        CatalogCheck check = new CatalogCheck();
        check.path = "hats.catalog";
        Problem warning = Problem.warning("products.csv", 3, "the row is left out; give it a handle");
        check.catalogs = new Shown(List.of(warning));
        assertThat(console().run(check))
                .isEqualTo("warning  products.csv:3: the row is left out; give it a handle\n"
                        + "hats 2 would go live: 5 products, 9 variants, 1 warnings\n");

        check.catalogs = new Shown(List.of(Problem.error("catalog.yaml", 0, "no id; write one"), warning));
        assertThat(console().fail(check))
                .isEqualTo("error  catalog.yaml: no id; write one\n"
                        + "warning  products.csv:3: the row is left out; give it a handle\n"
                        + "hats would be refused: 1 error; fix the errors listed above and check again");
    }

    @Test
    void saysWhereItLooked() {
        CatalogCheck check = new CatalogCheck();
        check.path = "none.zip";
        check.catalogs = new Shown(List.of());

        assertThat(console().fail(check)).startsWith("There is no " + folder.resolve("none.zip") + " and no /");
        check.path = "a\u0000b";
        assertThat(console().fail(check)).contains("is not a path");
    }

    @Test
    void withoutTheServiceItSaysSoInOneLine() {
        assertThat(console().fail(new CatalogList()))
                .startsWith("This container has no service for catalogs")
                .doesNotContain("\n");
    }

    @Test
    void changesOneAndSaysWhatIsNow() throws Exception {
        Map<CatalogChangeCommand, String> commands = new LinkedHashMap<>();
        commands.put(new CatalogPark(), "tack is parked; catalog:resume tack serves it again\n");
        commands.put(new CatalogResume(), "tack 1.2 is live again\n");
        commands.put(
                new CatalogRollback(), "tack is at 1.2 again; tack.catalog.zip must change to bring another version\n");
        commands.put(new CatalogAccept(), "tack is at 1.2 with 40 products\n");
        CatalogHostAdd add = new CatalogHostAdd();
        add.host = "*.SHOP.example";
        commands.put(add, "tack holds tack.localhost, *.tack.localhost\n");
        CatalogHostRemove remove = new CatalogHostRemove();
        remove.host = "address:10.0.0.5";
        commands.put(remove, "tack holds tack.localhost, *.tack.localhost\n");

        for (Map.Entry<CatalogChangeCommand, String> each : commands.entrySet()) {
            CatalogChangeCommand command = each.getKey();
            assertThat(console().fail(with(command, null))).startsWith("This container has no service for catalogs");
            assertThat(console().run(with(command, new Shown(List.of())))).isEqualTo(each.getValue());
            command.id = "odd-name";
            assertThat(console().fail(command)).isEqualTo("Not this one; see catalog:list");
        }
        assertThat(ASKED)
                .containsSubsequence(
                        "park", "resume", "rollback", "accept", "add *.shop.example", "remove address:10.0.0.5");
        add.host = "*.example";
        add.id = "tack";
        assertThat(console().fail(add)).contains("claims too much").doesNotContain("\n");
    }

    private static CatalogChangeCommand with(CatalogChangeCommand command, Catalogs catalogs) {
        command.id = "tack";
        command.catalogs = catalogs;
        return command;
    }

    @Test
    void completesIds() {
        CatalogIdCompleter ids = new CatalogIdCompleter();
        List<String> candidates = new ArrayList<>();
        assertThat(ids.complete(null, line("catalog:info", "ta"), candidates)).isEqualTo(-1);

        ids.catalogs = new Shown(List.of());
        ids.complete(null, line("catalog:info", "ta"), candidates);

        assertThat(candidates).containsExactly("tack ");
    }

    @Test
    void completesTheHostsOfTheCatalogThatWasTyped() {
        HostCompleter hosts = new HostCompleter();
        List<String> candidates = new ArrayList<>();
        assertThat(hosts.complete(null, line("catalog:host-remove", "tack", "ta"), candidates))
                .isEqualTo(-1);
        hosts.catalogs = new Shown(List.of());
        hosts.complete(
                null,
                new org.apache.karaf.shell.support.parsing.CommandLineImpl(
                        new String[] {"catalog:host-remove", "tack", "ta"}, 2, 2, 25, "catalog:host-remove tack ta"),
                candidates);

        assertThat(candidates).containsExactly("tack.localhost ");
    }

    private Console console() {
        return new Console(folder);
    }

    private static CommandLine line(String... words) {
        return new org.apache.karaf.shell.support.completers.ArgumentCommandLine(
                words[words.length - 1], words[words.length - 1].length());
    }

    private record Shown(List<Problem> problems) implements Catalogs {
        @Override
        public List<CatalogStatus> list() {
            Instant since = Instant.parse("2026-11-23T10:00:00Z");
            return List.of(
                    new CatalogStatus(
                            "tack",
                            "1.2",
                            CatalogStatus.State.LIVE,
                            List.of("tack.localhost", "*.tack.localhost"),
                            40,
                            since,
                            "tack.catalog.zip",
                            71,
                            "abc",
                            new CatalogStatus.Refused("1.3", Instant.parse("2026-11-23T11:00:00Z")),
                            List.of(Problem.error("products.csv", 7, "the price is negative; write 0 or more")),
                            List.of(
                                    new CatalogStatus.Kept("1.4", since, false),
                                    new CatalogStatus.Kept("1.1", since, true)),
                            new CatalogStatus.RolledBack("1.4", since),
                            List.of(
                                    new CatalogStatus.Claim("tack.localhost", CatalogStatus.Origin.CATALOG),
                                    new CatalogStatus.Claim("old.localhost", CatalogStatus.Origin.REMOVED),
                                    new CatalogStatus.Claim("*.tack.localhost", CatalogStatus.Origin.ADDED))),
                    new CatalogStatus(
                            "odd_name",
                            "",
                            CatalogStatus.State.REFUSED,
                            List.of(),
                            0,
                            since,
                            "odd_name.catalog.zip",
                            -1,
                            "",
                            null,
                            List.of(),
                            List.of(),
                            null,
                            List.of()));
        }

        @Override
        public Optional<CatalogStatus> find(CatalogId id) {
            return list().stream()
                    .filter(status -> status.id().equals(id.value()))
                    .findFirst();
        }

        private CatalogChange change(CatalogId id, String asked) {
            ASKED.add(asked);
            return find(id).filter(status -> status.state() == CatalogStatus.State.LIVE)
                    .<CatalogChange>map(CatalogChange.Done::new)
                    .orElseGet(() -> new CatalogChange.Refused("Not this one;\nsee catalog:list"));
        }

        @Override
        public CatalogChange park(CatalogId id) {
            return change(id, "park");
        }

        @Override
        public CatalogChange resume(CatalogId id) {
            return change(id, "resume");
        }

        @Override
        public CatalogChange accept(CatalogId id) {
            return change(id, "accept");
        }

        @Override
        public CatalogChange rollback(CatalogId id) {
            return change(id, "rollback");
        }

        @Override
        public CatalogChange addHost(CatalogId id, HostPattern host) {
            return change(id, "add " + host);
        }

        @Override
        public CatalogChange removeHost(CatalogId id, HostPattern host) {
            return change(id, "remove " + host);
        }

        @Override
        public CheckReport check(Path path) {
            return new CheckReport("hats", "2", 5, 9, problems);
        }

        @Override
        public boolean settled() {
            return true;
        }
    }
}
