package org.souk.deployer.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.souk.api.catalog.CatalogChange.Done;
import org.souk.api.catalog.CatalogChange.Refused;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.CatalogStatus.State;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.bundle.Bundles;

class RollbackTest extends LifecycleFixture {
    private Path version(int number) {
        Path file = drop("tack.catalog.zip", shop(number));
        until(() -> serves("tack.localhost") && versionAt("tack.localhost").equals("1." + number));
        return file;
    }

    private static Map<String, String> shop(int number, String... hosts) {
        Map<String, String> files = Zips.shop("tack", hosts);
        files.merge("catalog.yaml", "version: \"1." + number + "\"\n", String::concat);
        files.put("static/v.txt", "version " + number);
        return files;
    }

    private String rollback() {
        return lifecycle.commands().rollback(TACK) instanceof Done done
                ? done.status().version()
                : "refused";
    }

    private String reason() {
        return ((Refused) lifecycle.commands().rollback(TACK)).reason();
    }

    private List<String> folders() throws IOException {
        try (Stream<Path> list = Files.list(temp.resolve("data/catalogs/tack"))) {
            return list.filter(Files::isDirectory)
                    .map(f -> String.valueOf(f.getFileName()))
                    .toList();
        }
    }

    private static void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(7)));
    }

    @Test
    @DisplayName("Each rollback leads one version further back, and what was gone back from stays away over restarts")
    void backAndBack() throws IOException {
        Path file = version(1);
        version(2);
        version(3);
        assertThat(rollback()).isEqualTo("1.2");
        assertThat(versionAt("tack.localhost")).isEqualTo("1.2");
        assertThat(status("tack").rolledBack().orElseThrow().version()).isEqualTo("1.3");
        restart();
        assertThat(versionAt("tack.localhost")).isEqualTo("1.2");
        assertThat(status("tack").kept())
                .extracting(CatalogStatus.Kept::version)
                .containsExactly("1.3", "1.1");
        assertThat(status("tack").kept())
                .extracting(CatalogStatus.Kept::returns)
                .containsExactly(false, true);

        touch(file);
        assertThat(rollback()).isEqualTo("1.1");
        restart();
        touch(file);
        restart();
        assertThat(versionAt("tack.localhost")).isEqualTo("1.1");
        assertThat(status("tack").rolledBack().orElseThrow().version()).isEqualTo("1.3");
        assertThat(reason())
                .isEqualTo("No version before 1.1 of catalog 'tack' is kept; drop the archive of the one you want");

        version(4);
        assertThat(status("tack").rolledBack()).isEmpty();
        assertThat(rollback()).isEqualTo("1.1");
        version(3);
        until(() -> bundles.states.size() == 1);
        until(() -> uncheckedFolders() <= 4);
    }

    @Test
    @DisplayName(
            "The file of the version that was gone back to ends the rollback; then the other archive is news again")
    void theFileOfTheOlderVersionEndsIt() {
        version(1);
        version(2);
        assertThat(rollback()).isEqualTo("1.1");
        Path file = deploy.resolve("tack.catalog.zip");
        Zips.zip(file, shop(1));
        until(() -> status("tack").rolledBack().isEmpty());
        assertThat(versionAt("tack.localhost")).isEqualTo("1.1");
        version(2);
    }

    @Test
    @DisplayName(
            "Three versions are kept, with their files by name; older ones are deleted when nobody reads them any more")
    void threeAreKept() throws IOException {
        version(1);
        try (var reader = lease("tack.localhost")) {
            for (int number = 2; number <= 5; number++) {
                version(number);
            }
            until(() -> uncheckedFolders() == 5);
            assertThat(text(reader.live().files())).isEqualTo("version 1");
        }
        until(() -> uncheckedFolders() == 4);
        try (var lease = lease("tack.localhost")) {
            assertThat(lease.live().earlier())
                    .extracting(RollbackTest::text)
                    .containsExactly("version 4", "version 3", "version 2");
            CatalogFiles earlier = lease.live().earlier().get(0);
            assertThat(earlier.list("static")).containsExactly("static/v.txt");
            assertThat(earlier.size("static/v.txt")).isEqualTo(9);
            for (String outside : List.of(
                    "../../state",
                    "/etc/passwd",
                    "static/../../bundle.jar",
                    "",
                    ".",
                    "static",
                    "a\0b",
                    "static\\v.txt")) {
                assertThat(earlier.open(outside)).as(outside).isEmpty();
                assertThat(earlier.size(outside)).as(outside).isEqualTo(-1);
            }
        }
        restart();
        until(() -> uncheckedFolders() == 4);
        assertThat(List.of(rollback(), rollback(), rollback(), rollback()))
                .containsExactly("1.4", "1.3", "1.2", "refused");
    }

    private int uncheckedFolders() {
        try {
            return folders().size();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String text(CatalogFiles files) {
        try (var in = files.open("static/v.txt").orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName(
            "A rollback is refused, with nothing changed, when another catalog holds a host of the older version by now")
    void aHostIsHeldByAnother() {
        drop("tack.catalog.zip", shop(1, "tack.localhost", "old.localhost"));
        until(() -> serves("old.localhost"));
        version(2);
        drop("heir.catalog.zip", Zips.shop("heir", "old.localhost"));
        until(() -> has("heir", State.LIVE));
        assertThat(reason())
                .startsWith("Catalog 'tack' cannot go back to 1.1, so nothing was changed: ")
                .contains("the host 'old.localhost' is held by the catalog 'heir'");
        assertThat(versionAt("tack.localhost")).isEqualTo("1.2");
        until(() -> bundles.states.size() == 2);
        assertThat(status("tack").hosts()).containsExactly("tack.localhost");
        assertThat(versionAt("old.localhost")).isEqualTo(status("heir").version());
    }

    @Test
    @DisplayName(
            "A rollback is refused when the older version's files are damaged, its bundle is not taken or a part refuses it")
    void whatCannotBeServedIsRefused() throws IOException {
        version(1);
        version(2);
        contributorTrouble = "it is late";
        assertThat(reason()).contains("it is late");
        contributorTrouble = "";
        bundles.refusal = "the framework is tired";
        assertThat(reason()).contains("the framework is tired");
        bundles.refusal = "";
        for (String folder : folders()) {
            Path picture = temp.resolve("data/catalogs/tack").resolve(folder).resolve("files/static/v.txt");
            if (Files.readString(picture).equals("version 1")) {
                Files.writeString(picture, "v");
            }
        }
        assertThat(reason()).contains("are damaged; drop its archive again");
        assertThat(versionAt("tack.localhost")).isEqualTo("1.2");
        until(() -> bundles.states.size() == 1);
        until(() -> uncheckedFolders() == 2);
    }

    @Test
    @DisplayName("A version with Java goes back with its own jar, and not at all when Java is not allowed any more")
    void aVersionWithJava() {
        for (int number = 1; number <= 2; number++) {
            Map<String, String> files = shop(number);
            files.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nBundle-SymbolicName: tack\nSouk-Catalog: tack\n");
            files.put("org/tack/Rule.class", "code " + number);
            drop("tack.jar", files);
            String version = "1." + number;
            until(() -> serves("tack.localhost") && versionAt("tack.localhost").equals(version));
        }
        lifecycle.allowJava(false);
        assertThat(reason()).contains("(SOUK_CATALOG_JAVA)");
        lifecycle.allowJava(true);
        assertThat(rollback()).isEqualTo("1.1");
        assertThat(bundles.asTheyCame).containsExactly("tack", "tack", "tack");
        until(() -> bundles.states.size() == 1);
    }

    @Test
    @DisplayName(
            "A catalog that was updated in place by bundle:update goes back to the version before, in a bundle of its own")
    void afterAnUpdateInPlace() {
        version(1);
        String location = bundles.states.keySet().iterator().next();
        inPlace(location, shop(2));
        lifecycle.bundleEvents().changed(location, true);
        until(() -> versionAt("tack.localhost").equals("1.2"));
        assertThat(rollback()).isEqualTo("1.1");
        until(() -> bundles.states.size() == 1 && !bundles.states.containsKey(location));
        restart();
        assertThat(versionAt("tack.localhost")).isEqualTo("1.1");
        version(3);
    }

    @Test
    @DisplayName("Java that came by bundle:update goes back too, with a jar that was packed of it")
    void javaThatCameInPlace() {
        Map<String, String> java = shop(1);
        java.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nBundle-SymbolicName: tack\nSouk-Catalog: tack\n");
        java.put("org/tack/Rule.class", "code");
        drop("tack.jar", java);
        until(() -> serves("tack.localhost"));
        String location = bundles.states.keySet().iterator().next();
        Map<String, String> next = shop(2);
        next.put("org/tack/Rule.class", "code 2");
        next.put("META-INF/TACK.SF", "a signature");
        inPlace(location, next);
        lifecycle.bundleEvents().changed(location, true);
        until(() -> versionAt("tack.localhost").equals("1.2"));
        assertThat(rollback()).isEqualTo("1.1");
        assertThat(bundles.asTheyCame).hasSize(2);
        java.putAll(shop(3));
        drop("tack.jar", java);
        until(() -> versionAt("tack.localhost").equals("1.3"));
        restart();
        assertThat(status("tack").kept())
                .extracting(CatalogStatus.Kept::returns)
                .containsExactly(true, false);
    }

    private void inPlace(String location, Map<String, String> files) {
        Path content = temp.resolve("content" + bundles.versions.size());
        files.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nSouk-Catalog: tack\n");
        Zips.folder(content, files);
        bundles.foreign.put(location, content);
        bundles.versions.merge(location, 1, Integer::sum);
    }

    @Test
    @DisplayName("A catalog that was installed as a bundle is not rolled back: it is said how that is done")
    void anInstalledBundle() {
        String location = "mvn:a/b/1";
        for (int number = 1; number <= 2; number++) {
            inPlace(location, shop(number));
            bundles.states.put(location, Bundles.State.ACTIVE);
            lifecycle.bundleEvents().changed(location, false);
            String version = "1." + number;
            until(() -> serves("tack.localhost") && versionAt("tack.localhost").equals(version));
        }
        assertThat(reason()).contains("installed as a bundle", "bundle:update");
        assertThat(status("tack").kept())
                .extracting(CatalogStatus.Kept::returns)
                .containsExactly(false);
        assertThat(lifecycle.commands().park(TACK)).isInstanceOf(Done.class);
        restart();
        until(() -> serves("tack.localhost"));
        assertThat(parkedAt("tack.localhost")).isTrue();
    }

    @Test
    @DisplayName("A parked catalog goes back and stays parked")
    void aParkedCatalogStaysParked() {
        version(1);
        version(2);
        lifecycle.commands().park(TACK);
        assertThat(rollback()).isEqualTo("1.1");
        assertThat(parkedAt("tack.localhost")).isTrue();
    }

    @Test
    @DisplayName("A rolled-back archive does not come back when the version before it cannot be restored at a start")
    void notEvenWhenTheOtherCannotBeRestored() {
        version(1);
        version(2);
        rollback();
        contributorTrouble = "it is late";
        restart();
        contributorTrouble = "";
        assertThat(has("tack", State.REFUSED)).isTrue();
        restart();
        assertThat(versionAt("tack.localhost")).isEqualTo("1.1");
        assertThat(rollback()).isEqualTo("refused");
    }

    @Test
    @DisplayName("What goes with its file, goes with all its versions")
    void allGoesWithTheFile() throws IOException {
        version(1);
        Path file = version(2);
        rollback();
        Files.delete(file);
        until(() -> !Files.exists(temp.resolve("data/catalogs/tack")) && bundles.states.isEmpty());
        assertThat(lifecycle.statuses()).isEmpty();
        version(2);
        assertThat(status("tack").kept()).isEmpty();
    }
}
