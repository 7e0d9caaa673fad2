package org.souk.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A distribution with one jar of each kind: in system/, in lib/, with copied classes, with nested jars. */
class SbomBuilderTest {
    @TempDir
    Path distribution;

    @BeforeEach
    void unpack() throws IOException {
        put("lib/boot/main-4.4.jar", Map.of("META-INF/maven/k/main/pom.properties", properties("k", "main", "4.4")));
        put(
                "system/org/plain/plain/1.0/plain-1.0.jar",
                Map.of("META-INF/MANIFEST.MF", bytes("Bundle-License: MIT\n\n")));
        put(
                "system/org/shaded/shaded/2.0/shaded-2.0.jar",
                Map.of("META-INF/maven/org.inner/inner/pom.properties", properties("org.inner", "inner", "3.0")));
        Map<String, byte[]> wrapper = new LinkedHashMap<>();
        wrapper.put("META-INF/MANIFEST.MF", bytes("Souk-Nested: org.silent:silent:5.0\n\n"));
        wrapper.put("lib/silent.jar", zip(Map.of("x", bytes("x"))));
        wrapper.put(
                "lib/inner.jar",
                zip(Map.of("META-INF/maven/org.inner/inner/pom.properties", properties("org.inner", "inner", "4.0"))));
        put("system/org/souk/wrapper/0.1/wrapper-0.1.jar", wrapper);
        Files.createDirectories(distribution.resolve("bin"));
        Files.writeString(distribution.resolve("bin/client"), "CLASSPATH=system/org/plain/plain/1.0/plain-1.0.jar\n");
    }

    @Test
    void listsWhatIsReallyThere() throws Exception {
        assertThat(Distribution.read(distribution))
                .extracting(Artifact::toString)
                .containsExactly(
                        "k:main:4.4",
                        "org.plain:plain:1.0",
                        "org.shaded:shaded:2.0",
                        "org.inner:inner:3.0",
                        "org.souk:wrapper:0.1",
                        "org.silent:silent:5.0",
                        "org.inner:inner:4.0");
        assertThat(Distribution.read(distribution))
                .extracting(Artifact::license)
                .contains("MIT");
    }

    @Test
    void writesValidCycloneDx() throws Exception {
        String json = SbomBuilder.json(Distribution.read(distribution), "0.1");

        assertThat(new JsonParser().validate(json.getBytes(StandardCharsets.UTF_8), Version.VERSION_16))
                .isEmpty();
        assertThat(json)
                .contains("\"purl\" : \"pkg:maven/org.inner/inner@4.0\"")
                .contains("wrapper-0.1.jar!/lib/inner.jar");
        assertThat(SbomBuilder.json(Distribution.read(distribution), "0.1")).isEqualTo(json);
    }

    @Test
    void failsForAKnownVulnerabilityInANestedJar() throws Exception {
        Path list = Files.writeString(
                distribution.resolve("list.csv"),
                "id,artifact,introduced,fixed,accepted\nCVE-1,org.inner:inner,4.0,4.1,\n");

        assertThatThrownBy(() -> SbomBuilder.main(distribution.toString(), "0.1", list.toString()))
                .hasMessageContaining(
                        "org.inner:inner:4.0 (system/org/souk/wrapper/0.1/wrapper-0.1.jar!/lib/inner.jar) has CVE-1");
        assertThat(distribution.resolve("sbom.cdx.json")).exists();
    }

    @Test
    void failsForAJarThatAScriptMisses() throws Exception {
        Path list = Files.writeString(distribution.resolve("list.csv"), "id,artifact,introduced,fixed,accepted\n");
        assertThatCode(() -> SbomBuilder.main(distribution.toString(), "0.1", list.toString()))
                .doesNotThrowAnyException();

        Files.writeString(distribution.resolve("bin/client"), "CLASSPATH=system/org/plain/plain/0.9/plain-0.9.jar\n");

        assertThatThrownBy(() -> SbomBuilder.main(distribution.toString(), "0.1", list.toString()))
                .hasMessage("client names system/org/plain/plain/0.9/plain-0.9.jar, which is not there");
    }

    @Test
    void refusesAJarOfUnknownOrigin() throws Exception {
        put("lib/riddle.jar", Map.of("x", bytes("x")));

        assertThatThrownBy(() -> Distribution.read(distribution))
                .hasMessage("lib/riddle.jar does not say which artifact it is");
    }

    private void put(String path, Map<String, byte[]> entries) throws IOException {
        Path file = distribution.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, zip(entries));
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return out.toByteArray();
    }

    private static byte[] properties(String group, String name, String version) {
        return bytes("groupId=" + group + "\nartifactId=" + name + "\nversion=" + version + "\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
