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
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;

/**
 * Unpacks a catalog into a staging folder, within limits. Before it creates anything, it checks names, number and stated sizes of all
 * entries; then it counts the bytes that it reads, because stated sizes may be wrong.
 */
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

    private final EntryFilter check;
    private final Path target;
    private final byte[] buffer = new byte[1 << 16];
    private final Map<String, String> digests = new TreeMap<>();
    private final Map<String, String> manifest = new LinkedHashMap<>();
    private boolean java;

    private Unpacker(EntryFilter check, Path target) {
        this.check = check;
        this.target = target;
    }

    /**
     * Unpacks the contents into a folder.
     *
     * @param archive its name, for messages
     * @param target an empty folder
     * @return empty if a limit is exceeded or a name cannot be used, which is added to {@code problems}
     * @throws DamagedArchiveException if the archive is incomplete, or the folder changes meanwhile
     * @throws RejectedFileException if it is an archive of a kind that is not read
     * @throws NoSpaceException if the unpacked files do not fit on the disk
     */
    public static Optional<StagedCatalog> unpack(
            String archive, SourceContents contents, Path target, Limits limits, Problems problems) throws IOException {
        long packed = contents.packedBytes();
        EntryFilter plan = new EntryFilter(archive, "", packed, limits, problems);
        contents.visit(plan);
        String wrapper = plan.refused() ? "" : plan.wrapper();
        if (plan.refused()) {
            return Optional.empty();
        }
        StagingSpace.demand(plan.bytes(), target);
        Unpacker unpacker = new Unpacker(new EntryFilter(archive, wrapper, packed, limits, problems), target);
        contents.visit(unpacker);
        if (unpacker.check.refused()) {
            return Optional.empty();
        }
        MessageDigest all = Sha256.start();
        unpacker.digests.forEach(
                (name, digest) -> all.update((name + "\0" + digest + "\n").getBytes(StandardCharsets.UTF_8)));
        return Optional.of(new StagedCatalog(target, Sha256.hex(all), Map.copyOf(unpacker.manifest), unpacker.java));
    }

    @Override
    public boolean folder(String name) {
        return check.folder(name);
    }

    @Override
    public boolean other(String name, String what) {
        return check.other(name, what);
    }

    @Override
    public boolean file(String entry, SourceContents.Opener content) throws IOException {
        String lower = entry.toLowerCase(Locale.ROOT);
        boolean code = lower.endsWith(".class") || lower.endsWith(".jar");
        java |= code;
        Optional<String> admitted = check.admit(entry);
        if (admitted.isEmpty()) {
            return check.goesOn();
        }
        String name = admitted.get();
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
            check.refuse("the name '" + EntryName.shown(name)
                    + "' in it cannot be written under this container's locale; start the container"
                    + " with LC_ALL=C.UTF-8, or name the file in plain letters");
            return true;
        } catch (FileAlreadyExistsException e) {
            check.inTheWay(name);
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
                if (!check.add(count)) {
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

    private boolean manifest(SourceContents.Opener content) throws IOException {
        try (InputStream in = content.open()) {
            byte[] text = in.readNBytes(MAX_MANIFEST_BYTES + 1);
            if (text.length > MAX_MANIFEST_BYTES) {
                check.refuse(JarFile.MANIFEST_NAME + " in it has more than " + MAX_MANIFEST_BYTES
                        + " bytes; build the jar again");
                return false;
            }
            if (!check.add(text.length)) {
                return false;
            }
            new Manifest(new ByteArrayInputStream(text))
                    .getMainAttributes()
                    .forEach((key, value) -> manifest.put(key.toString(), value.toString()));
            java |= manifest.keySet().stream().anyMatch(key -> JAVA_HEADERS.contains(key.toLowerCase(Locale.ROOT)));
        } catch (DamagedArchiveException e) {
            throw e;
        } catch (IOException e) {
            check.refuse(JarFile.MANIFEST_NAME + " in it cannot be read (" + e.getMessage() + "); build the jar again");
        }
        return true;
    }
}
