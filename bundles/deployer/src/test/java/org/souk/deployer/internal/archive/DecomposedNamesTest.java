package org.souk.deployer.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.souk.api.catalog.CatalogFiles;

/** Versions that earlier releases unpacked have file names in the form NFD. */
class DecomposedNamesTest {
    private static final String COMPOSED = "static/gr\u00f6\u00dfe.jpg";
    private static final String DECOMPOSED = "static/gro\u0308\u00dfe.jpg";

    @TempDir
    Path root;

    @BeforeEach
    void unpackedEarlier() throws IOException {
        Files.createDirectory(root.resolve("static"));
        Files.writeString(root.resolve(DECOMPOSED), "size");
    }

    @Test
    void liveVersionsFindThem() throws IOException {
        finds(new FolderFiles(root));
    }

    @Test
    void restoredVersionsFindThem() throws IOException {
        finds(new StagedFiles(root));
    }

    private static void finds(CatalogFiles files) throws IOException {
        for (String name : new String[] {COMPOSED, DECOMPOSED}) {
            assertThat(files.size(name)).isEqualTo(4);
            try (var in = files.open(name).orElseThrow()) {
                assertThat(in.readAllBytes()).hasSize(4);
            }
        }
        assertThat(files.size("static/grosse.jpg")).isNegative();
    }
}
