package org.souk.deployer.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.catalog.Problem;
import org.souk.deployer.internal.RawZip;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;

class UnpackerTest {
    private static final Limits SMALL =
            new Limits(1 << 20, 10, 4, 200, 10_000, 1 << 20, 1 << 20, 100, 100, 1000, 1 << 20);

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
    @ValueSource(
            strings = {
                "../evil",
                "/evil",
                "C:/evil",
                "a/../../evil",
                "a//b",
                "a\u0007b",
                "..\\evil",
                "a\\..\\..\\evil",
                "C:\\evil",
                "c:evil",
                "\\evil",
                "\\\\server\\share",
                "./../evil",
                ".\\..\\evil",
                "./C:/evil",
                ".//evil",
                "a\0.png"
            })
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
        assertThat(told()).contains("more than 10 files and folders");
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
        assertThat(told()).contains("more than 10 files and folders");
    }

    private static Arguments tree(String what, String said, String... names) {
        return Arguments.arguments(what, said, List.of(names));
    }

    static Stream<Arguments> theShapeOfATreeIsBoundedBeforeAnythingIsCreated() {
        return Stream.of(
                tree("folders that only names imply", "more than 10 files and folders", "a/b/c/x", "d/e/f/x", "g/h/x"),
                tree(
                        "folders and files together",
                        "more than 10 files and folders",
                        "a/",
                        "b/",
                        "c/",
                        "d/",
                        "e/",
                        "1",
                        "2",
                        "3",
                        "4",
                        "5",
                        "6"),
                tree("a file too deep", "'1/2/3/4/5/x' in it is more than 4 folders deep", "ok", "1/2/3/4/5/x"),
                tree("a folder too deep", "'1/2/3/4/5/' in it is more than 4 folders deep", "ok", "1/2/3/4/5/"),
                tree("the same file twice", "'a/x' is in it twice", "a/x", "./a/x"),
                tree("with a backslash the same", "'a/x' is in it twice", "a/x", "a\\x"),
                tree("the same in another Unicode form", "'caf\u00e9' is in it twice", "caf\u00e9", "cafe\u0301"),
                tree("a file in place of a folder", "'a' in it stands in the way", "a/x", "a"),
                tree("a folder in place of a file", "'a' in it stands in the way", "a", "a/"),
                tree("catalog.yaml in a folder beside others", "in the folder 'bakery'", "bakery/catalog.yaml", "b"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void theShapeOfATreeIsBoundedBeforeAnythingIsCreated(String what, String said, List<String> names)
            throws IOException {
        RawZip zip = new RawZip();
        names.forEach(name -> zip.add(name, name.endsWith("/") ? "" : "x"));
        assertThat(unpack(new ZipContents(zip.write(temp.resolve("x.zip"))), SMALL))
                .isEmpty();
        assertThat(told()).contains(said);
        try (Stream<Path> created = Files.list(temp.resolve("out0"))) {
            assertThat(created).isEmpty();
        }
    }

    @Test
    void aFolderHasTheSameBounds() throws IOException {
        Path folder = temp.resolve("x.catalog");
        Files.createDirectories(folder.resolve("1/2/3/4/5"));
        assertThat(unpack(new FolderContents(folder), SMALL)).isEmpty();
        assertThat(told()).contains("more than 4 folders deep");
        for (int i = 0; i < 11; i++) {
            Files.createDirectories(temp.resolve("many.catalog/" + i));
        }
        assertThat(unpack(new FolderContents(temp.resolve("many.catalog")), SMALL))
                .isEmpty();
        assertThat(told()).contains("more than 10 files and folders");
        Files.createDirectories(temp.resolve("big.catalog"));
        try (RandomAccessFile sparse =
                new RandomAccessFile(temp.resolve("big.catalog/x").toFile(), "rw")) {
            sparse.setLength((1 << 20) + 1);
        }
        assertThat(unpack(new FolderContents(temp.resolve("big.catalog")), SMALL))
                .isEmpty();
        assertThat(told()).contains("more than 1048576 bytes");
        for (int i = 0; i < 3; i++) {
            try (Stream<Path> created = Files.list(temp.resolve("out" + i))) {
                assertThat(created).isEmpty();
            }
        }
    }

    @Test
    void aHundredThousandImpliedFoldersAreRefusedAtOnce() throws IOException {
        RawZip zip = new RawZip();
        for (int i = 0; i < 100_000; i++) {
            zip.add(i + "/a/x", "");
        }
        assertThat(unpack(new ZipContents(zip.write(temp.resolve("x.zip"))), Limits.DEFAULT))
                .isEmpty();
        assertThat(told()).contains("more than 200000 files and folders");
        assertThat(temp.resolve("out0/0")).doesNotExist();
    }

    private static Arguments names(String what, List<String> written, List<String> unpacked) {
        return Arguments.arguments(what, written, unpacked);
    }

    static Stream<Arguments> namesOfOtherToolsAreRead() {
        List<String> plain = List.of("catalog.yaml", "static/a.png");
        return Stream.of(
                names("./ before each", List.of("./", "./catalog.yaml", "./static/", "./static/a.png"), plain),
                names("./ in the middle", List.of("catalog.yaml", "static/./a.png"), plain),
                names("backslashes", List.of("catalog.yaml", "static\\", "static\\a.png"), plain),
                names("in one folder", List.of("bakery/", "bakery/catalog.yaml", "bakery/static/a.png"), plain),
                names("in one folder, ./", List.of("./bakery/catalog.yaml", "./bakery/static/a.png"), plain),
                names(
                        "in one folder, as macOS packs",
                        List.of(
                                "bakery/catalog.yaml",
                                "bakery/static/a.png",
                                "__MACOSX/bakery/._catalog.yaml",
                                "bakery/.DS_Store"),
                        plain),
                names("no catalog.yaml in the one folder", List.of("static/a.png"), List.of("static/a.png")),
                names(
                        "another catalog.yaml deeper",
                        List.of("catalog.yaml", "static/catalog.yaml"),
                        List.of("catalog.yaml", "static/catalog.yaml")),
                names(
                        "leftovers",
                        List.of(
                                "catalog.yaml",
                                "static/a.png",
                                "Icon\r",
                                "static/Icon\r",
                                ".DS_Store",
                                "Thumbs.db",
                                "static/Thumbs.db",
                                "x~",
                                ".#catalog.yaml",
                                "__MACOSX/x",
                                "desktop.ini",
                                ".git/config"),
                        plain),
                names("decomposed letters", List.of("static/cafe\u0301.png"), List.of("static/caf\u00e9.png")),
                names(
                        "names that differ in capitals",
                        List.of("static/a.png", "static/A.png"),
                        List.of("static/A.png", "static/a.png")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void namesOfOtherToolsAreRead(String what, List<String> written, List<String> unpacked) throws IOException {
        RawZip zip = new RawZip();
        written.forEach(name -> zip.add(name, name.endsWith("/") || name.endsWith("\\") ? "" : "x"));
        Optional<StagedCatalog> staged = unpack(new ZipContents(zip.write(temp.resolve("x.zip"))), Limits.DEFAULT);
        assertThat(told()).isEmpty();
        assertThat(new StagedFiles(staged.orElseThrow().folder()).list("")).containsExactlyElementsOf(unpacked);
    }

    @Test
    void namesOfAnyLengthCostLittle() throws IOException {
        RawZip zip = new RawZip();
        for (int i = 0; i < 300; i++) {
            zip.add("./".repeat(32_000) + i, "x");
        }
        Path file = zip.write(temp.resolve("x.zip"));
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(unpack(new ZipContents(file), Limits.DEFAULT)).isEmpty());
        assertThat(told()).contains("it is too long");
    }

    @Test
    void linksInAnArchiveAreRefused() throws IOException {
        RawZip zip = RawZip.shop("tack");
        zip.add("static/passwd", "/etc/passwd").mode = 0120777;
        assertThat(unpack(new ZipContents(zip.write(temp.resolve("x.zip"))), SMALL))
                .isEmpty();
        assertThat(told()).contains("'static/passwd' is a link; put the file itself there");
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
