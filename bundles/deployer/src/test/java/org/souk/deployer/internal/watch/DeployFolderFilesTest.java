package org.souk.deployer.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.build.FileSource;

class DeployFolderFilesTest {
    @TempDir
    Path deploy;

    private DeployFolderFiles files;

    @BeforeEach
    void start() {
        files = new DeployFolderFiles(deploy);
    }

    private Path jar(String name, String header, boolean first) {
        Map<String, String> files = new LinkedHashMap<>();
        String manifest = "Manifest-Version: 1.0\n" + header;
        if (first) {
            files.put("META-INF/MANIFEST.MF", manifest);
        }
        files.putAll(Zips.shop("tack"));
        files.putIfAbsent("META-INF/MANIFEST.MF", manifest);
        Path path = deploy.resolve(name);
        Zips.zip(path, files);
        return path;
    }

    @Test
    void zipsAndFoldersByNameJarsByManifest() throws IOException {
        assertThat(files.isCatalog(deploy.resolve("x.catalog.zip"))).isTrue();
        assertThat(files.isCatalog(Files.createDirectory(deploy.resolve("x.catalog"))))
                .isTrue();
        assertThat(files.isCatalog(Files.createFile(deploy.resolve("file.catalog"))))
                .isFalse();
        assertThat(files.isCatalog(jar("a.jar", "Souk-Catalog: tack\n", true))).isTrue();
        assertThat(files.isCatalog(jar("b.jar", "Souk-Catalog: tack\n", false))).isTrue();
        assertThat(files.isCatalog(jar("c.jar", "", true))).isFalse();
        assertThat(files.isCatalog(deploy.resolve("other.zip"))).isFalse();
        assertThat(files.isCatalog(deploy.resolve(".x.catalog.zip"))).isFalse();
        assertThat(files.isCatalog(deploy.resolve("sub/x.catalog.zip"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "content that is not unpacked"})
    void aManifestAfterItsFolderIsFound(String content) throws IOException {
        Path path = deploy.resolve("a.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
            zip.setComment("PK\u0005\u0006" + "\u0001".repeat(30));
            zip.putNextEntry(new ZipEntry("META-INF/"));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write("Manifest-Version: 1.0\r\nsouk-Cat\r\n alog: tack\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(files.isCatalogByName(path)).as("without a look into it").isEmpty();
        assertThat(files.isCatalog(path)).isTrue();
        assertThat(files.isCatalog(Files.createSymbolicLink(deploy.resolve("link.jar"), path)))
                .isFalse();
    }

    @Test
    void anotherJarIsReadOnce() {
        Path path = jar("a.jar", "Name: x\nSouk-Catalogue: x\n\nSouk-Catalog: tack\n", true);
        assertThat(files.isCatalog(path)).isFalse();
        assertThat(files.isCatalogByName(path)).contains(false);
        files.forgetOthers(Set.of());
        assertThat(files.isCatalogByName(path)).isEmpty();
    }

    @Test
    void aJarOfWhichTheBeginningIsThereIsKnown() throws IOException {
        Path path = jar("a.jar", "Souk-Catalog: tack\n", true);
        byte[] whole = Files.readAllBytes(path);
        Files.write(path, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThat(files.isCatalog(path)).isTrue();
    }

    @Test
    void aManifestWithoutEndIsReadToItsBound() throws IOException {
        String long70 = "X: " + "0".repeat(66) + "\n";
        Path path = jar("a.jar", "Souk-Catalog: tack\n" + ("N" + long70).repeat(40_000), true);
        assertThat(files.isCatalog(path)).isTrue();
        Path late = jar("late.jar", ("N" + long70).repeat(40_000) + "Souk-Catalog: tack\n", false);
        assertThat(files.isCatalog(late)).isFalse();
    }

    /** So that it is refused, with a message. */
    @Test
    void aPipeOrLinkWithTheNameOfACatalogCounts() throws Exception {
        Path link = Files.createSymbolicLink(deploy.resolve("y.catalog"), Path.of("/no/such/place"));
        assertThat(files.isCatalog(link)).isTrue();
        Path pipe = deploy.resolve("x.catalog.zip");
        assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThat(files.isCatalog(pipe)).isTrue();
        assertThatThrownBy(
                        () -> new FileSource(pipe, "").open(deploy, org.souk.deployer.internal.problem.Limits.DEFAULT))
                .hasMessageContaining("no file");
    }

    @Test
    void onceClaimedAlwaysOurs() throws IOException {
        Path path = deploy.resolve("a.jar");
        Files.createFile(path);
        assertThat(files.isCatalog(path)).isFalse();
        files.add(path);
        assertThat(files.isCatalog(path)).isTrue();
        files.remove(path);
        assertThat(files.isCatalog(path)).isFalse();
    }

    @Test
    void problemsFilesAreKnown() {
        assertThat(files.isProblemsFile(deploy.resolve("x.catalog.zip.problems.txt")))
                .isTrue();
        assertThat(files.isProblemsFile(deploy.resolve("notes.txt"))).isFalse();
    }

    @Test
    void aFileLiesThereHoweverItsFolderIsReached(@TempDir Path elsewhere) throws IOException {
        DeployFolderFiles real = new DeployFolderFiles(deploy.toRealPath());
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), deploy);
        assertThat(real.contains(link.resolve("x.jar"))).isTrue();
        assertThat(real.contains(elsewhere.resolve("x.jar"))).isFalse();
    }
}
