package org.souk.deployer.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.souk.deployer.internal.RawZip;

class ZipContentsTest {
    @TempDir
    Path temp;

    private Map<String, String> read(byte[] bytes) throws IOException {
        Path file = Files.write(temp.resolve("x.catalog.zip"), bytes);
        Map<String, String> all = new TreeMap<>();
        new ZipContents(file).visit((name, content) -> {
            try (var in = content.open()) {
                all.put(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
            return true;
        });
        return all;
    }

    private static Arguments zip(String what, Consumer<RawZip> change, String... said) {
        return arguments(what, RawZip.shop("tack").with(change).bytes(), said);
    }

    private static Arguments file(String what, String hex, String... said) {
        return arguments(what, Arrays.copyOf(HexFormat.of().parseHex(hex), 600), said);
    }

    private static Arguments text(String what, String text, String... said) {
        return arguments(what, text.getBytes(StandardCharsets.UTF_8), said);
    }

    static Stream<Arguments> whatIsNotRead() {
        byte[] tar = new byte[1024];
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        return Stream.of(
                zip(
                        "encrypted",
                        zip -> zip.first().flags = 1,
                        "'catalog.yaml' in it is encrypted",
                        "without a password"),
                zip("strongly encrypted", zip -> zip.first().flags = 1 | 1 << 6, "encrypted"),
                zip("AES", zip -> zip.first().method = 99, "encrypted"),
                zip("Deflate64", zip -> zip.first().method = 9, "Deflate64", "method Deflate"),
                zip("bzip2", zip -> zip.first().method = 12, "bzip2", "method Deflate"),
                zip("LZMA", zip -> zip.first().method = 14, "LZMA", "method Deflate"),
                zip("Zstandard", zip -> zip.first().method = 93, "Zstandard", "method Deflate"),
                zip("XZ", zip -> zip.first().method = 95, "XZ", "method Deflate"),
                zip("PPMd", zip -> zip.first().method = 98, "PPMd", "method Deflate"),
                zip("Implode", zip -> zip.first().method = 6, "Implode", "method Deflate"),
                zip("unknown method", zip -> zip.first().method = 77, "method 77", "method Deflate"),
                zip("last part of several", zip -> zip.disk = 2, "split into several", "make one zip"),
                file("first part of several", "504b0708504b0304", "split into several", "make one zip"),
                file("RAR", "526172211a0701", "RAR", "pack the files as a zip"),
                file("7z", "377abcaf271c0004", "7z", "pack the files as a zip"),
                file("tar.gz", "1f8b0800", ".tar.gz", "pack the files as a zip"),
                file("tar.bz2", "425a6839", "bzip2", "pack the files as a zip"),
                file("tar.xz", "fd377a585a00", "XZ", "pack the files as a zip"),
                file("PDF", "255044462d312e37", "PDF", "pack the files as a zip"),
                file("xls", "d0cf11e0a1b11ae1", "Office", "pack the files as a zip"),
                arguments("tar", tar, new String[] {"tar archive", "pack the files as a zip"}),
                text("sign-in page", "\uFEFF\n <!DOCTYPE html>\n<html>", "web page", "download the archive again"),
                text("error page", "<HTML><body>404", "web page", "download the archive again"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatIsNotRead(String what, byte[] bytes, String[] said) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(RejectedFileException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(said));
    }

    static Stream<Arguments> whatMayBeCopiedInPart() {
        byte[] whole = RawZip.shop("tack").bytes();
        byte[] large = RawZip.shop("tack").with(zip -> zip.zip64 = true).bytes();
        byte[] nested = new RawZip().with(zip -> zip.add("inner.zip", whole)).bytes();
        byte[] fewer = whole.clone();
        fewer[whole.length - 14] = 9;
        fewer[whole.length - 12] = 9;
        return Stream.of(
                arguments("nothing", new byte[0]),
                arguments("zeros, as when space is reserved first", new byte[4000]),
                arguments("half", Arrays.copyOf(whole, whole.length / 2)),
                arguments("without its last byte", Arrays.copyOf(whole, whole.length - 1)),
                arguments("cut after a zip inside it, and a byte more", Arrays.copyOf(nested, 30 + 10 + whole.length)),
                arguments("cut after a zip inside it", Arrays.copyOf(nested, 30 + 9 + whole.length)),
                arguments("wrong number of entries", fewer),
                arguments("large, without its last byte", Arrays.copyOf(large, large.length - 1)),
                arguments(
                        "longer than its record says",
                        RawZip.shop("tack").with(zip -> zip.first().size = 5).bytes()),
                arguments(
                        "shorter than its record says",
                        RawZip.shop("tack").with(zip -> zip.first().size = 5000).bytes()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatMayBeCopiedInPart(String what, byte[] bytes) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(DamagedArchiveException.class);
    }

    private static byte[] unicodePath(byte[] raw, String name) {
        CRC32 sum = new CRC32();
        sum.update(raw);
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        return java.nio.ByteBuffer.allocate(9 + utf8.length)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0x7075)
                .putShort((short) (5 + utf8.length))
                .put((byte) 1)
                .putInt((int) sum.getValue())
                .put(utf8)
                .array();
    }

    static Stream<Arguments> whatIsUnusualAndRead() {
        byte[] dos = "caf\u00e9.txt".getBytes(Charset.forName("IBM437"));
        byte[] unknown = "\u00e9.txt".getBytes(StandardCharsets.ISO_8859_1);
        return Stream.of(
                arguments(
                        "an extra field that is cut off", zip(z -> z.first().extra = new byte[] {1, 2, 99, 0, 7}), "a"),
                arguments("extra bytes that are no field", zip(z -> z.first().extra = new byte[] {7}), "a"),
                arguments("a field of another vendor", zip(z -> z.first().extra = new byte[] {1, 2, 2, 0, 7, 7}), "a"),
                arguments(
                        "a zip64 field that is not needed",
                        zip(z -> z.first().extra = new byte[] {1, 0, 2, 0, 7, 7}),
                        "a"),
                arguments("sizes in a zip64 field", zip(z -> z.first().zip64 = true), "a"),
                arguments("the end record of zip64", zip(z -> z.zip64 = true), "a"),
                arguments("bytes after it", Arrays.copyOf(zip(z -> {}), zip(z -> {}).length + 1000), "a"),
                arguments(
                        "a program before it",
                        zip(z -> z.prefix = "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8)),
                        "a"),
                arguments(
                        "zip64 after a program",
                        zip(z -> {
                            z.zip64 = true;
                            z.prefix = "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8);
                        }),
                        "a"),
                arguments("a Unix file mode", zip(z -> z.first().mode = 0100644), "a"),
                arguments("a Unix mode without a type", zip(z -> z.first().mode = 0644), "a"),
                arguments("an encrypted entry without content", zip(z -> z.add("b", "").flags = 1), "a"),
                arguments("a name in the DOS code page", zip(z -> z.first().name = dos), "caf\u00e9.txt"),
                arguments(
                        "a name in UTF-8 without the flag",
                        zip(z -> z.first().name = "\u00e9".getBytes(StandardCharsets.UTF_8)),
                        "\u00e9"),
                arguments(
                        "a name in UTF-8 with the flag",
                        zip(z -> {
                            z.first().name = "\u00e9".getBytes(StandardCharsets.UTF_8);
                            z.first().flags = 1 << 11;
                        }),
                        "\u00e9"),
                arguments(
                        "Info-ZIP's Unicode name",
                        zip(z -> {
                            z.first().name = unknown;
                            z.first().extra = unicodePath(unknown, "\u20ac.txt");
                        }),
                        "\u20ac.txt"),
                arguments(
                        "Info-ZIP's Unicode name of another name",
                        zip(z -> z.first().extra = unicodePath(unknown, "x")),
                        "a"));
    }

    private static byte[] zip(Consumer<RawZip> change) {
        RawZip zip = new RawZip();
        zip.add("a", "content");
        return zip.with(change).bytes();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatIsUnusualAndRead(String what, byte[] bytes, String name) throws IOException {
        assertThat(read(bytes)).containsEntry(name, "content");
    }

    @Test
    void linksAndFoldersAreNoFiles() throws IOException {
        RawZip zip = new RawZip();
        zip.add("link", "/etc/passwd").mode = 0120777;
        zip.add("pipe", "").mode = 0010644;
        zip.add("windows\\", "");
        zip.add("unix/", "");
        Map<String, String> seen = new TreeMap<>();
        new ZipContents(zip.write(temp.resolve("x.zip"))).visit(new SourceContents.Visitor() {
            @Override
            public boolean file(String name, SourceContents.Opener content) {
                seen.put(name, "file");
                return true;
            }

            @Override
            public boolean folder(String name) {
                seen.put(name, "folder");
                return true;
            }

            @Override
            public boolean other(String name, String what) {
                seen.put(name, what);
                return true;
            }
        });
        assertThat(seen)
                .isEqualTo(Map.of("link", "a link", "pipe", "no file", "windows\\", "folder", "unix/", "folder"));
    }
}
