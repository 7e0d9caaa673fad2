package org.souk.deployer.internal.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.bundle.FileLocation;

class DeployFolderFilesTest {
    @TempDir
    Path deploy;

    private DeployFolderFiles recognition;

    @BeforeEach
    void start() {
        recognition = new DeployFolderFiles(deploy);
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
        assertThat(recognition.catalog(deploy.resolve("x.catalog.zip"))).isTrue();
        assertThat(recognition.catalog(Files.createDirectory(deploy.resolve("x.catalog"))))
                .isTrue();
        assertThat(recognition.catalog(Files.createFile(deploy.resolve("file.catalog"))))
                .isFalse();
        assertThat(recognition.catalog(jar("a.jar", "Souk-Catalog: tack\n", true)))
                .isTrue();
        assertThat(recognition.catalog(jar("b.jar", "Souk-Catalog: tack\n", false)))
                .isTrue();
        assertThat(recognition.catalog(jar("c.jar", "", true))).isFalse();
        assertThat(recognition.catalog(deploy.resolve("other.zip"))).isFalse();
        assertThat(recognition.catalog(deploy.resolve(".x.catalog.zip"))).isFalse();
        assertThat(recognition.catalog(deploy.resolve("sub/x.catalog.zip"))).isFalse();
    }

    @Test
    void aJarOfWhichTheBeginningIsThereIsKnown() throws IOException {
        Path path = jar("a.jar", "Souk-Catalog: tack\n", true);
        byte[] whole = Files.readAllBytes(path);
        Files.write(path, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThat(recognition.catalog(path)).isTrue();
    }

    @Test
    void aManifestWithoutEndIsReadToItsBound() throws IOException {
        String long70 = "X: " + "0".repeat(66) + "\n";
        Path path = jar("a.jar", "Souk-Catalog: tack\n" + ("N" + long70).repeat(40_000), true);
        assertThat(recognition.catalog(path)).isTrue();
        Path late = jar("late.jar", ("N" + long70).repeat(40_000) + "Souk-Catalog: tack\n", false);
        assertThat(recognition.catalog(late)).isFalse();
    }

    @Test
    void aPipeIsNoCatalog() throws Exception {
        Path pipe = deploy.resolve("x.catalog.zip");
        assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThat(recognition.catalog(pipe)).isFalse();
        assertThatThrownBy(() -> new FileSource(pipe, "").open(deploy, org.souk.deployer.internal.read.Limits.DEFAULT))
                .hasMessageContaining("no file");
    }

    @Test
    void onceClaimedAlwaysOurs() throws IOException {
        Path path = deploy.resolve("a.jar");
        Files.createFile(path);
        assertThat(recognition.catalog(path)).isFalse();
        recognition.claim(path);
        assertThat(recognition.catalog(path)).isTrue();
        recognition.unclaim(path);
        assertThat(recognition.catalog(path)).isFalse();
    }

    @Test
    void folderPackedByTheWatcherAndProblemsAreKnown(@TempDir Path elsewhere) throws IOException {
        Files.createDirectory(deploy.resolve("x.catalog"));
        assertThat(recognition.packedFolder(elsewhere.resolve("x.catalog.jar"))).isTrue();
        assertThat(recognition.packedFolder(elsewhere.resolve("y.catalog.jar"))).isFalse();
        assertThat(recognition.problems(deploy.resolve("x.catalog.zip.problems.txt")))
                .isTrue();
        assertThat(recognition.problems(deploy.resolve("notes.txt"))).isFalse();
    }

    @Test
    void locationsNameFiles() {
        assertThat(FileLocation.of("file:/a/b%20c/x.jar")).contains(Path.of("/a/b c/x.jar"));
        assertThat(FileLocation.of("wrap:file:/a/x.jar$Bundle-Version=1")).contains(Path.of("/a/x.jar"));
        assertThat(FileLocation.of("mvn:org.souk/souk-api/1")).isEmpty();
        assertThat(FileLocation.of("souk-catalog:tack/1")).isEmpty();
    }

    @Test
    void aFileLiesThereHoweverItsFolderIsReached(@TempDir Path elsewhere) throws IOException {
        DeployFolderFiles real = new DeployFolderFiles(deploy.toRealPath());
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), deploy);
        assertThat(real.lies(link.resolve("x.jar"))).isTrue();
        assertThat(real.lies(elsewhere.resolve("x.jar"))).isFalse();
    }
}
