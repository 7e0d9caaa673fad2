package org.souk.deployer.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.catalog.Problem;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;

class UnpackerTest {
    private static final Limits SMALL = new Limits(1 << 20, 10, 200, 10_000, 1 << 20, 1 << 20, 100, 100, 1000, 1 << 20);

    @TempDir
    Path temp;

    private final Problems problems = new Problems();
    private int count;

    private Optional<StagedCatalog> unpack(SourceContents contents, Limits limits) throws IOException {
        Path target = Files.createDirectories(temp.resolve("out" + count++));
        return Unpacker.unpack("x.catalog.zip", contents, target, limits, problems);
    }

    private Optional<StagedCatalog> zip(Map<String, String> files, Limits limits) throws IOException {
        Path file = temp.resolve("x" + count + ".zip");
        Zips.zip(file, files);
        return unpack(new ZipContents(file), limits);
    }

    private String told() {
        return problems.all().stream().map(Problem::toString).reduce("", (a, b) -> a + b + "\n");
    }

    @Test
    void theSameFilesHaveTheSameDigestInZipFolderAndJar() throws IOException {
        Map<String, String> files = Zips.shop("tack");
        files.put("static/a.svg", "<svg/>");
        Path folder = temp.resolve("tack.catalog");
        Zips.folder(folder, files);
        String digest =
                unpack(new FolderContents(folder), Limits.DEFAULT).orElseThrow().digest();
        assertThat(zip(files, Limits.DEFAULT).orElseThrow().digest()).isEqualTo(digest);
        files.put(
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\nSouk-Catalog: tack\nWeb-VirtualHosts: a.example@c, *.b.example\n");
        files.put(".DS_Store", "x");
        files.put("__MACOSX/x", "x");
        StagedCatalog jar = zip(files, Limits.DEFAULT).orElseThrow();
        assertThat(jar.digest()).isEqualTo(digest);
        assertThat(jar.virtualHosts()).containsExactly("a.example", "*.b.example");
        assertThat(jar.java()).isFalse();
        assertThat(new StagedFiles(jar.folder()).list(""))
                .containsExactly("catalog.yaml", "products.csv", "static/a.svg");
        assertThat(new StagedFiles(jar.folder()).list("static")).containsExactly("static/a.svg");
        assertThat(new StagedFiles(jar.folder()).open("../x0.zip")).isEmpty();
        files.put("org/x/Y.class", "x");
        assertThat(zip(files, Limits.DEFAULT).orElseThrow().java()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/evil", "a\\b", "C:/evil", "a/../../evil", "a//b", "a/./b", "a\u0007b"})
    void namesThatLeadElsewhereAreRefused(String name) throws IOException {
        assertThat(zip(Map.of(name, "x"), SMALL)).isEmpty();
        assertThat(told()).contains("cannot be used");
        try (var all = Files.walk(temp)) {
            assertThat(all.filter(Files::isRegularFile))
                    .allMatch(f -> f.toString().endsWith(".zip"));
        }
    }

    @Test
    void boundsCountWhatIsUnpacked() throws IOException {
        assertThat(zip(Map.of("static/bomb", "0".repeat(900_000)), SMALL)).isEmpty();
        assertThat(told()).contains("more than 200 times its size");
        StringBuilder noise = new StringBuilder();
        new java.util.Random(1).ints(1_100_000, 32, 126).forEach(c -> noise.append((char) c));
        assertThat(zip(Map.of("static/big", noise.toString()), SMALL)).isEmpty();
        assertThat(told()).contains("more than 1048576 bytes");
        Map<String, String> many = new LinkedHashMap<>();
        for (int i = 0; i < 11; i++) {
            many.put("f" + i, "");
        }
        assertThat(zip(many, SMALL)).isEmpty();
        assertThat(told()).contains("more than 10 files");
    }

    @Test
    void aManifestThatNobodyWouldReadWholeIsRefused() throws IOException {
        Map<String, String> files = Zips.shop("tack");
        files.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n" + "X: y\n".repeat(250_000));
        assertThat(zip(files, Limits.DEFAULT)).isEmpty();
        assertThat(told()).contains("META-INF/MANIFEST.MF in it has more than 1048576 bytes");
    }

    @Test
    void foldersCountAsEntries() throws IOException {
        Map<String, String> many = new LinkedHashMap<>();
        for (int i = 0; i < 11; i++) {
            many.put("f" + i + "/", "");
        }
        assertThat(zip(many, SMALL)).isEmpty();
        assertThat(told()).contains("more than 10 files");
    }

    @Test
    void namesInTheWayOfOthersAreTold() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("static/a", "x");
        files.put("static/a/b", "x");
        assertThat(zip(files, SMALL)).isEmpty();
        assertThat(told()).contains("'static/a/b' in it stands in the way");
    }

    @Test
    void aNameThatTheLocaleCannotWriteIsTold() throws IOException {
        SourceContents odd = new SourceContents() {
            @Override
            public long packedBytes() {
                return -1;
            }

            @Override
            public void visit(Visitor visitor) throws IOException {
                // half of a surrogate pair is what any letter beyond ASCII is under LANG=C
                visitor.file("static/\ud800.png", java.io.InputStream::nullInputStream);
            }
        };
        assertThat(unpack(odd, SMALL)).isEmpty();
        assertThat(told()).contains("LC_ALL=C.UTF-8");
    }

    @Test
    void aFileThatBecomesALinkIsNotFollowed() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("y.catalog"));
        Path file = Files.writeString(folder.resolve("a"), "x");
        Path secret = Files.writeString(temp.resolve("secret"), "secret");
        assertThatThrownBy(() -> new FolderContents(folder).visit(new SourceContents.Visitor() {
                    @Override
                    public boolean begins(int entries) {
                        return true;
                    }

                    @Override
                    public boolean file(String name, SourceContents.Opener content) throws IOException {
                        Files.delete(file);
                        Files.createSymbolicLink(file, secret);
                        try (var in = content.open()) {
                            return in.read() >= 0;
                        }
                    }

                    @Override
                    public boolean other(String name, String what) {
                        return true;
                    }
                }))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anArchiveBeyondAllBoundsIsNotCopied() throws IOException {
        Path big = temp.resolve("big");
        Files.write(big, new byte[2000]);
        assertThatThrownBy(() -> PackedCopy.make(big, temp.resolve("copy"), 1999))
                .isInstanceOf(RejectedFileException.class);
        assertThat(temp.resolve("copy")).doesNotExist();
    }

    @Test
    void aCutOrBrokenArchiveIsDamaged() throws IOException {
        Path file = temp.resolve("whole.zip");
        Map<String, String> files = Zips.shop("tack");
        files.put("static/text", "abcdefgh".repeat(2000) + System.nanoTime());
        Zips.zip(file, files);
        byte[] whole = Files.readAllBytes(file);
        for (int cut = 0; cut < whole.length; cut += 7) {
            Files.write(file, Arrays.copyOf(whole, cut));
            assertThatThrownBy(() -> unpack(new ZipContents(file), Limits.DEFAULT))
                    .isInstanceOf(DamagedArchiveException.class);
        }
        byte[] broken = whole.clone();
        int data = 30 + "catalog.yaml".length() + 20;
        broken[data] ^= 0x55;
        Files.write(file, broken);
        assertThatThrownBy(() -> unpack(new ZipContents(file), Limits.DEFAULT))
                .isInstanceOf(DamagedArchiveException.class);
    }

    @Test
    void linksInAFolderAreRefused() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("x.catalog"));
        Files.createSymbolicLink(folder.resolve("passwd"), Path.of("/etc/passwd"));
        assertThat(unpack(new FolderContents(folder), SMALL)).isEmpty();
        assertThat(told()).contains("'passwd' is a link; put the file itself there");
    }
}
