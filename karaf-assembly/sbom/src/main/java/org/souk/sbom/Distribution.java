package org.souk.sbom;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** The libraries of an unpacked distribution, read from the jars below {@code system/} and {@code lib/}. */
final class Distribution {
    /** A header of bundles that nest jars which do not say themselves what they are: {@code group:artifact:version, …}. */
    static final String NESTED = "Souk-Nested";

    private static final Pattern REPOSITORY = Pattern.compile("system/(.+)/([^/]+)/([^/]+)/\\2-\\3[^/]*\\.jar");
    private static final Pattern PROPERTIES = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");

    private final Path root;
    private final Map<String, Artifact> found = new LinkedHashMap<>();

    private Distribution(Path root) {
        this.root = root;
    }

    /**
     * Lists the libraries, ordered by path.
     *
     * @throws UncheckedIOException if a jar cannot be read
     * @throws IllegalArgumentException if a jar does not say what it is
     */
    static List<Artifact> read(Path root) {
        Distribution distribution = new Distribution(root);
        for (String folder : List.of("lib", "system")) {
            try (Stream<Path> files = Files.walk(root.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(distribution::addFile);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return List.copyOf(distribution.found.values());
    }

    private void addFile(Path file) {
        String location = root.relativize(file).toString().replace('\\', '/');
        try {
            byte[] bytes = Files.readAllBytes(file);
            Matcher path = REPOSITORY.matcher(location);
            String coordinates =
                    path.matches() ? path.group(1).replace('/', '.') + ":" + path.group(2) + ":" + path.group(3) : null;
            addJar(location, bytes, coordinates);
        } catch (IOException e) {
            throw new UncheckedIOException(location, e);
        }
    }

    private void addJar(String location, byte[] bytes, @Nullable String coordinates) throws IOException {
        Jar jar = Jar.read(bytes);
        String name = location.substring(location.lastIndexOf('/') + 1);
        String own = coordinates != null ? coordinates : jar.own(name);
        if (own == null && location.contains("!/")) {
            // the bundle around it names it, see NESTED
        } else if (own == null) {
            throw new IllegalArgumentException(location + " does not say which artifact it is");
        } else {
            add(Artifact.parse(own, location, sha256(bytes), jar.license));
        }
        for (String inside : jar.contained) {
            if (!inside.equals(own)) {
                add(Artifact.parse(inside, location, "", ""));
            }
        }
        for (Map.Entry<String, byte[]> nested : jar.nested.entrySet()) {
            addJar(location + "!/" + nested.getKey(), nested.getValue(), null);
        }
    }

    private void add(Artifact artifact) {
        found.putIfAbsent(artifact.toString() + artifact.location(), artifact);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What one jar says of itself and holds. */
    private record Jar(List<String> contained, Map<String, byte[]> nested, String license) {
        static Jar read(byte[] bytes) throws IOException {
            List<String> contained = new ArrayList<>();
            Map<String, byte[]> nested = new LinkedHashMap<>();
            String license = "";
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    if (entry.getName().endsWith(".jar")) {
                        nested.put(entry.getName(), zip.readAllBytes());
                    } else if (entry.getName().equals("META-INF/MANIFEST.MF")) {
                        Manifest manifest = new Manifest(new ByteArrayInputStream(zip.readAllBytes()));
                        license = attribute(manifest, "Bundle-License");
                        Stream.of(attribute(manifest, NESTED).split(","))
                                .map(String::strip)
                                .filter(text -> !text.isEmpty())
                                .forEach(contained::add);
                    } else if (PROPERTIES.matcher(entry.getName()).matches()) {
                        contained.add(coordinates(zip));
                    }
                }
            }
            return new Jar(contained, nested, license);
        }

        /** The artifact that has the name of the file, or else the only one. */
        @Nullable
        String own(String file) {
            return contained.stream()
                    .filter(text -> file.equals(text.split(":")[1] + "-" + text.split(":")[2] + ".jar"))
                    .findFirst()
                    .orElse(contained.size() == 1 ? contained.get(0) : null);
        }

        private static String attribute(Manifest manifest, String name) {
            String value = manifest.getMainAttributes().getValue(name);
            return value == null ? "" : value;
        }

        private static String coordinates(InputStream in) throws IOException {
            Properties properties = new Properties();
            properties.load(new StringReader(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)));
            return properties.getProperty("groupId") + ":" + properties.getProperty("artifactId") + ":"
                    + properties.getProperty("version");
        }
    }
}
