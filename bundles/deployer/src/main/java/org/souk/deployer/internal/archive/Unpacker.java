package org.souk.deployer.internal.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.souk.common.digest.Sha256;
import org.souk.common.text.TextNormalizer;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;

/** Unpacks a catalog into a staging folder, within limits. It counts the bytes that it reads and never trusts the sizes in the archive. */
public final class Unpacker implements SourceContents.Visitor {
    private static final int MAX_MANIFEST_BYTES = 1 << 20;
    /** Manifest headers that make the framework load classes from files with any name. */
    private static final Set<String> JAVA_HEADERS = Set.of(
            "bundle-activator",
            "bundle-classpath",
            "bundle-nativecode",
            "service-component",
            "import-package",
            "dynamicimport-package",
            "require-bundle",
            "fragment-host");

    private final String archive;
    private final Path target;
    private final long packed;
    private final Limits limits;
    private final Problems problems;
    private final byte[] buffer = new byte[1 << 16];
    private final Map<String, String> digests = new TreeMap<>();
    private final Map<String, String> manifest = new LinkedHashMap<>();
    private long bytes;
    private int entries;
    private boolean java;
    private boolean refused;

    private Unpacker(String archive, Path target, long packed, Limits limits, Problems problems) {
        this.archive = archive;
        this.target = target;
        this.packed = packed;
        this.limits = limits;
        this.problems = problems;
    }

    /**
     * Unpacks the contents into a folder.
     *
     * @param archive its name, for messages
     * @param target an empty folder
     * @return empty if a limit is exceeded, which is added to {@code problems}
     * @throws DamagedArchiveException if the archive is incomplete
     */
    public static Optional<StagedCatalog> unpack(
            String archive, SourceContents contents, Path target, Limits limits, Problems problems) throws IOException {
        Unpacker unpacker = new Unpacker(archive, target, contents.packedBytes(), limits, problems);
        contents.visit(unpacker);
        if (unpacker.refused) {
            return Optional.empty();
        }
        MessageDigest all = Sha256.start();
        unpacker.digests.forEach(
                (name, digest) -> all.update((name + "\0" + digest + "\n").getBytes(StandardCharsets.UTF_8)));
        return Optional.of(new StagedCatalog(target, Sha256.hex(all), Map.copyOf(unpacker.manifest), unpacker.java));
    }

    @Override
    public boolean begins(int count) {
        return count <= limits.entries() || tooMany();
    }

    private boolean tooMany() {
        return refuse("there are more than " + limits.entries() + " files in it; remove some");
    }

    @Override
    public boolean other(String name, String what) {
        if (!EntryName.ignored(name)) {
            refuse("'" + name + "' is " + what + "; put the file itself there");
        }
        return true;
    }

    @Override
    public boolean file(String entry, SourceContents.Opener content) throws IOException {
        // macOS writes names in NFD, and the files that name them have NFC
        String name = TextNormalizer.nfc(entry);
        if (++entries > limits.entries()) {
            return tooMany();
        }
        Optional<String> wrong = EntryName.problem(name);
        if (wrong.isPresent()) {
            refuse("the name '" + name.replaceAll("\\p{Cntrl}", "?") + "' in it cannot be used: " + wrong.get());
            return true;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        boolean code = lower.endsWith(".class") || lower.endsWith(".jar");
        java |= code;
        if (EntryName.ignored(name)) {
            return true;
        }
        if (name.equals(JarFile.MANIFEST_NAME)) {
            return manifest(content);
        }
        if (code || name.startsWith("META-INF/") || name.startsWith("OSGI-INF/") || name.startsWith("OSGI-OPT/")) {
            boolean digested = code || !name.startsWith("META-INF/");
            return copy(name, content, OutputStream.nullOutputStream(), digested);
        }
        return write(name, content);
    }

    private boolean write(String name, SourceContents.Opener content) throws IOException {
        OutputStream out;
        try {
            Path file = target.resolve(name);
            Files.createDirectories(file.getParent() == null ? target : file.getParent());
            out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (InvalidPathException e) {
            refuse("the name '" + name + "' in it cannot be written under this container's locale; start the container"
                    + " with LC_ALL=C.UTF-8, or name the file in plain letters");
            return true;
        } catch (FileAlreadyExistsException e) {
            refuse("'" + name + "' in it stands in the way of another file or folder of that name,"
                    + " or of one that differs only in capitals; rename one");
            return true;
        }
        try (out) {
            return copy(name, content, out, true);
        }
    }

    private boolean copy(String name, SourceContents.Opener content, OutputStream out, boolean digested)
            throws IOException {
        MessageDigest digest = Sha256.start();
        try (InputStream in = content.open()) {
            for (int count = in.read(buffer, 0, buffer.length); count >= 0; count = in.read(buffer, 0, buffer.length)) {
                bytes += count;
                if (!withinLimits()) {
                    return false;
                }
                digest.update(buffer, 0, count);
                out.write(buffer, 0, count);
            }
        }
        if (digested) {
            digests.put(name, Sha256.hex(digest));
        }
        return true;
    }

    private boolean withinLimits() {
        if (bytes > limits.unpackedBytes()) {
            return refuse("it unpacks to more than " + limits.unpackedBytes() + " bytes; make its pictures smaller");
        }
        if (packed >= 0 && bytes > limits.ratioFrom() && bytes > packed * limits.ratio()) {
            return refuse("it unpacks to more than " + limits.ratio() + " times its size, as only harmful archives do;"
                    + " pack it again");
        }
        return true;
    }

    private boolean manifest(SourceContents.Opener content) throws IOException {
        try (InputStream in = content.open()) {
            byte[] text = in.readNBytes(MAX_MANIFEST_BYTES + 1);
            bytes += text.length;
            if (text.length > MAX_MANIFEST_BYTES) {
                return refuse(JarFile.MANIFEST_NAME + " in it has more than " + MAX_MANIFEST_BYTES
                        + " bytes; build the jar again");
            }
            new Manifest(new ByteArrayInputStream(text))
                    .getMainAttributes()
                    .forEach((key, value) -> manifest.put(key.toString(), value.toString()));
            java |= manifest.keySet().stream().anyMatch(key -> JAVA_HEADERS.contains(key.toLowerCase(Locale.ROOT)));
        } catch (DamagedArchiveException e) {
            throw e;
        } catch (IOException e) {
            refuse(JarFile.MANIFEST_NAME + " in it cannot be read (" + e.getMessage() + "); build the jar again");
        }
        return true;
    }

    private boolean refuse(String message) {
        refused = true;
        problems.error(archive, 0, message);
        return false;
    }
}
