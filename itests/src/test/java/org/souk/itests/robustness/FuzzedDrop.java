package org.souk.itests.robustness;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.souk.itests.ShopFiles;

/** A random thing in the deploy folder: a catalog as a folder or an archive, with odd names, files, texts and times, or no catalog. */
final class FuzzedDrop {
    private static final List<String> NAMES = List.of(
            "static/m\u00fctze.svg",
            "static/mu\u0308tze.svg",
            "static/a b.txt",
            "static/\u202etxt.exe",
            "static/x\ny.txt",
            "static/con",
            "static/.hidden",
            ".git/config",
            ".#lock",
            "products.csv~",
            "Icon\r",
            "Thumbs.db",
            "pages/home.html",
            "policies/Terms.md",
            "policies/terms.md",
            "collections.yaml",
            "redirects.csv",
            "products.de.csv",
            "prices.EUR.csv",
            "META-INF/MANIFEST.MF",
            "OSGI-INF/x.xml",
            "static/" + "n".repeat(200),
            "d/".repeat(34) + "x");
    private static final List<String> OUTSIDE =
            List.of("../x", "/etc/x", "a/../../x", "..\\x", "C:\\x", "./static/x", "static\\x", "", "/");
    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.ISO_8859_1,
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE,
            Charset.forName("IBM437"));
    private static final List<String> ENDS = List.of(
            ".catalog.zip",
            ".catalog.zip",
            ".zip",
            ".catalog.ZIP",
            ".catalog (1).zip",
            ".jar",
            ".kar",
            ".xml",
            ".cfg",
            ".txt",
            "");

    private FuzzedDrop() {}

    /** Makes one. Its id and host are among ten, so that later ones replace and contest earlier ones. */
    static Path make(Random random, Path deploy) {
        String id = "fuzz" + random.nextInt(10);
        Map<String, byte[]> files = files(random, id);
        try {
            return switch (random.nextInt(8)) {
                case 0, 1, 2 -> folder(random, deploy.resolve(id + (random.nextInt(6) == 0 ? "" : ".catalog")), files);
                case 3 -> odd(random, deploy.resolve(id + Fuzz.oneOf(random, ENDS)));
                default ->
                    timed(
                            random,
                            ShopFiles.put(
                                    clear(deploy.resolve(id + Fuzz.oneOf(random, ENDS))), archive(random, files)));
            };
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path clear(Path file) {
        OddFiles.remove(file);
        return file;
    }

    private static Map<String, byte[]> files(Random random, String id) {
        Map<String, byte[]> files = new LinkedHashMap<>(new ShopFiles(id, id + ".localhost")
                .products(1 + random.nextInt(40), 1 + random.nextInt(50) + ".00", random.nextInt(9))
                .files());
        for (int more = random.nextInt(4); more > 0; more--) {
            files.put(Fuzz.oneOf(random, NAMES), noise(random, random.nextInt(3_000)));
        }
        if (random.nextInt(2) == 0) {
            String name = random.nextBoolean() ? "catalog.yaml" : "products.csv";
            files.put(name, changed(random, files.get(name)));
        }
        return files;
    }

    /** A table or settings in another charset, cut off, or with bytes changed. */
    private static byte[] changed(Random random, byte[] content) {
        return switch (random.nextInt(4)) {
            case 0 ->
                new String(content, StandardCharsets.UTF_8)
                        .replace("Item", "\u00c4\u20ac\ud83d\ude80")
                        .getBytes(Fuzz.oneOf(random, CHARSETS));
            case 1 -> java.util.Arrays.copyOf(content, random.nextInt(content.length));
            default -> Fuzz.mutated(random, content);
        };
    }

    private static byte[] noise(Random random, int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] archive(Random random, Map<String, byte[]> files) {
        HandmadeZip zip = new HandmadeZip();
        files.forEach((name, content) -> {
            boolean odd = random.nextInt(40) == 0;
            int method = odd
                    ? Fuzz.oneOf(random, List.of(HandmadeZip.BZIP2, HandmadeZip.DEFLATE64, HandmadeZip.ZSTD, 77))
                    : random.nextBoolean() ? HandmadeZip.DEFLATED : HandmadeZip.STORED;
            zip.entry(
                    name,
                    content,
                    method,
                    random.nextInt(40) == 0 ? HandmadeZip.ENCRYPTED : HandmadeZip.UTF8,
                    noise(random, odd ? 5 : 0));
        });
        if (random.nextInt(6) == 0) {
            zip.file(Fuzz.oneOf(random, OUTSIDE), "x");
        }
        if (random.nextInt(20) == 0) {
            for (int i = 0; i < 2_000; i++) {
                zip.file("static/" + i + "/d".repeat(20) + "/x", "");
            }
        }
        byte[] bytes = zip.bytes();
        return switch (random.nextInt(6)) {
            case 0 -> Fuzz.mutated(random, bytes);
            case 1 -> java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
            default -> bytes;
        };
    }

    private static Path folder(Random random, Path folder, Map<String, byte[]> files) throws IOException {
        OddFiles.remove(folder);
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            try {
                timed(random, ShopFiles.put(folder.resolve(file.getKey()), file.getValue()));
            } catch (InvalidPathException | FileSystemException e) {
                continue; // this machine has no such names
            }
        }
        if (random.nextInt(3) == 0) {
            odd(random, folder.resolve(random.nextBoolean() ? "static/odd" : "odd"));
        }
        return folder;
    }

    /** A pipe, a socket, a link or a sparse file. */
    private static Path odd(Random random, Path file) {
        OddFiles.remove(file);
        return switch (random.nextInt(5)) {
            case 0 -> OddFiles.pipe(file);
            case 1 -> OddFiles.socket(file);
            case 2 ->
                OddFiles.link(file, Fuzz.oneOf(random, List.of(".", "..", "nowhere", "/etc/hostname", "/dev/null")));
            case 3 -> OddFiles.sparse(file, random.nextBoolean() ? 3L << 30 : 1L << (20 + random.nextInt(6)));
            default -> ShopFiles.put(file, new byte[0]);
        };
    }

    private static Path timed(Random random, Path file) throws IOException {
        if (random.nextInt(6) == 0) {
            Instant time = Fuzz.oneOf(
                    random,
                    List.of(
                            Instant.EPOCH,
                            Instant.now().plusSeconds(1_000_000),
                            Instant.parse("1969-01-01T00:00:00Z")));
            Files.setLastModifiedTime(file, FileTime.from(time));
        }
        return file;
    }
}
