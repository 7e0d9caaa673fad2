package org.souk.deployer.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.souk.deployer.internal.Zips;

class JarPackerTest {
    @TempDir
    Path temp;

    @Test
    void theManifestComesFirstAndSignaturesStayOut() throws IOException {
        Zips.folder(
                temp.resolve("content"),
                Map.of(
                        "A.class", "code",
                        "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nSouk-Catalog: tack\n",
                        "META-INF/X.RSA", "a signature",
                        "META-INF/services/x", "y"));
        Path jar = JarPacker.jar(new FolderContents(temp.resolve("content")), temp.resolve("x.jar"));
        try (JarInputStream in = new JarInputStream(java.nio.file.Files.newInputStream(jar))) {
            assertThat(in.getManifest().getMainAttributes().getValue("Souk-Catalog"))
                    .isEqualTo("tack");
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(file.stream().map(Object::toString))
                    .containsExactlyInAnyOrder("META-INF/MANIFEST.MF", "A.class", "META-INF/services/x");
        }
    }
}
