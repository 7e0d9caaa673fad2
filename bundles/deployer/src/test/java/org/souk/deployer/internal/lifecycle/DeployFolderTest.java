package org.souk.deployer.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.souk.api.catalog.CatalogStatus.State;
import org.souk.deployer.internal.Zips;
import org.souk.itests.Await;

/** Nothing that somebody puts into the deploy folder harms another shop, and everything is answered beside it. */
class DeployFolderTest extends LifecycleFixture {
    private interface Drop {
        void in(Path deploy) throws Exception;
    }

    static Stream<Arguments> strange() {
        return Stream.of(
                drop("a pipe in a folder", "x.catalog", "'x' is no file but a pipe", deploy -> {
                    Zips.folder(deploy.resolve("x.catalog"), Zips.shop("x"));
                    mkfifo(deploy.resolve("x.catalog/x"));
                }),
                drop(
                        "a pipe",
                        "x.catalog.zip",
                        "it is no file but a pipe",
                        deploy -> mkfifo(deploy.resolve("x.catalog.zip"))),
                drop("a loop of links", "x.catalog", "is a link", deploy -> {
                    Zips.folder(deploy.resolve("x.catalog"), Zips.shop("x"));
                    Files.createSymbolicLink(deploy.resolve("x.catalog/a"), Path.of("."));
                    Files.createSymbolicLink(deploy.resolve("x.catalog/b"), Path.of("."));
                }),
                drop("a link to a file outside", "x.catalog", "'static/users' is a link", deploy -> {
                    Zips.folder(deploy.resolve("x.catalog"), Zips.shop("x"));
                    Files.createDirectories(deploy.resolve("x.catalog/static"));
                    Files.createSymbolicLink(deploy.resolve("x.catalog/static/users"), Path.of("/etc/passwd"));
                }),
                drop("a link to a folder", "x.catalog", "it is a link", deploy -> {
                    Path elsewhere = deploy.resolveSibling("elsewhere");
                    Zips.folder(elsewhere, Zips.shop("x"));
                    Files.createSymbolicLink(deploy.resolve("x.catalog"), elsewhere);
                }),
                drop("a sparse file in a folder", "x.catalog", "its files have more than", deploy -> {
                    Zips.folder(deploy.resolve("x.catalog"), Zips.shop("x"));
                    sparse(deploy.resolve("x.catalog/big"));
                }),
                drop(
                        "a sparse archive",
                        "x.catalog.zip",
                        "it has 3000000000 bytes",
                        deploy -> sparse(deploy.resolve("x.catalog.zip"))));
    }

    private static Arguments drop(String what, String name, String problem, Drop drop) {
        return Arguments.of(what, name, problem, drop);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strange")
    void aStrangeDropIsRefusedAndDelaysNobody(String what, String name, String problem, Drop drop) throws Exception {
        drop.in(deploy);
        drop("tack.catalog.zip", Zips.shop("tack"));
        Await.until(Duration.ofSeconds(2), () -> serves("tack.localhost"));
        Path problems = problems(deploy.resolve(name));
        until(() -> Files.exists(problems));
        assertThat(problems).content().contains(problem);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(problems)))
                .isEqualTo("rw-r--r--");
        assertThat(has("x", State.REFUSED)).isTrue();
        assertThat(children(temp.resolve("data/staging"))).isEmpty();
        delete(deploy.resolve(name));
        until(() -> !Files.exists(problems));
        restart();
        assertThat(serves("tack.localhost")).isTrue();
    }

    @Test
    void aLiveFolderThatBecomesALinkStaysAsItWas() throws Exception {
        Path folder = deploy.resolve("tack.catalog");
        Zips.folder(folder, Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        Files.move(folder, deploy.resolveSibling("moved"));
        Files.createSymbolicLink(folder, deploy.resolveSibling("moved"));
        until(() -> Files.exists(problems(folder)));
        assertThat(problems(folder)).content().contains("it is a link", "the version before it stays live");
        assertThat(serves("tack.localhost")).isTrue();
    }

    @Test
    void aLiveArchiveThatBecomesAFolderStaysAsItWas() throws Exception {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        Path file = deploy.resolve("tack.catalog.zip");
        Files.delete(file);
        Zips.folder(file, Zips.shop("tack"));
        until(() -> Files.exists(problems(file)));
        assertThat(problems(file)).content().contains("it is a folder", "the version before it stays live");
        assertThat(serves("tack.localhost")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "bakery.zip, rename it to bakery.catalog.zip",
        "bakery.catalog (1).zip, rename it to bakery.catalog.zip",
        "plain.jar, its manifest has no Souk-Catalog",
        "features.xml, SOUK_DEPLOY_ACCEPTS=all",
        "org.souk.web.cfg, only catalogs are taken",
    })
    void whatIsNoCatalogIsTold(String name, String message) throws Exception {
        Path file = deploy.resolve(name);
        Zips.zip(file, Zips.shop("bakery"));
        until(() -> Files.exists(problems(file)));
        assertThat(problems(file)).content().startsWith(name + " is not taken.").contains(message);
        assertThat(lifecycle.statuses()).isEmpty();
        restart();
        assertThat(problems(file)).exists();
        Files.delete(file);
        until(() -> !Files.exists(problems(file)));
    }

    @Test
    void aFolderThatIsNoCatalogIsTold() throws Exception {
        Zips.folder(deploy.resolve("bakery"), Zips.shop("bakery"));
        Files.createDirectories(deploy.resolve("old"));
        for (String hidden : new String[] {".git", "__MACOSX"}) {
            Files.createDirectories(deploy.resolve(hidden));
        }
        until(() -> Files.exists(problems(deploy.resolve("bakery"))) && Files.exists(problems(deploy.resolve("old"))));
        assertThat(problems(deploy.resolve("bakery"))).content().contains("rename it to bakery.catalog");
        assertThat(problems(deploy.resolve("old"))).content().contains("only catalogs are taken");
        Files.move(deploy.resolve("bakery"), deploy.resolve("bakery.catalog"));
        until(() -> serves("bakery.localhost") && !Files.exists(problems(deploy.resolve("bakery"))));
        assertThat(children(deploy).map(path -> path.getFileName().toString()))
                .containsExactlyInAnyOrder("bakery.catalog", "old", "old.problems.txt", ".git", "__MACOSX");
    }

    @Test
    void aFolderThatIsNoCatalogIsToldWhereOthersAreAccepted() throws Exception {
        lifecycle.acceptOthers(true);
        Path folder = Files.createDirectories(deploy.resolve("old"));
        until(() -> Files.exists(problems(folder)));
        assertThat(problems(folder)).content().contains("<id>.catalog").doesNotContain("only catalogs");
    }

    @Test
    void artifactsAreLeftToFileInstallWhereTheyAreAccepted() throws Exception {
        Path jar = deploy.resolve("plain.jar");
        Zips.zip(jar, Zips.shop("bakery"));
        until(() -> Files.exists(problems(jar)));
        lifecycle.acceptOthers(true);
        until(() -> !Files.exists(problems(jar)));
    }

    @Test
    void aNameThatIsOnlyThereForAMomentIsNotTold() throws Exception {
        Path copying = deploy.resolve("tack.catalog.zip.part");
        Zips.zip(copying, Zips.shop("tack"));
        Files.move(copying, deploy.resolve("tack.catalog.zip"));
        until(() -> serves("tack.localhost"));
        assertThat(problems(copying)).doesNotExist();
    }

    @Test
    void otherFilesThatLookLikeProblemsFilesStay() throws Exception {
        Path notes = Files.writeString(deploy.resolve("notes.problems.txt"), "buy milk");
        restart();
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        assertThat(notes).exists();
    }

    @Test
    void aMissingFolderIsSaid() throws Exception {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        assertThat(lifecycle.scanTrouble()).isEmpty();
        Path away = deploy.resolveSibling("away");
        Files.move(deploy, away);
        until(() -> lifecycle.scanTrouble().contains("cannot be listed"));
        assertThat(serves("tack.localhost")).isTrue();
        Files.move(away, deploy);
        until(() -> lifecycle.scanTrouble().isEmpty());
        assertThat(serves("tack.localhost")).isTrue();
    }

    private static void mkfifo(Path path) throws Exception {
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();
    }

    private static void sparse(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(3_000_000_000L);
        }
    }

    private static Stream<Path> children(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.toList().stream();
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            for (Path child : children(path).toList()) {
                delete(child);
            }
        }
        Files.delete(path);
    }
}
