package org.souk.deployer.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.souk.api.catalog.Problem;

class ProblemsFileTest {
    @TempDir
    Path deploy;

    /** Only another process can have the umask of the container. */
    @Test
    void merchantsCanReadItThoughTheContainerCreatesPrivateFiles() throws Exception {
        Path catalog = deploy.resolve("bakery.catalog.zip");
        Process container = new ProcessBuilder(
                        "sh",
                        "-c",
                        "umask 077; exec \"$0\" -cp \"$1\" \"$2\" \"$3\"",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        System.getProperty("java.class.path"),
                        ProblemsFileTest.class.getName(),
                        catalog.toString())
                .inheritIO()
                .start();
        assertThat(container.waitFor(60, TimeUnit.SECONDS)).isTrue();

        Path problems = deploy.resolve("bakery.catalog.zip.problems.txt");
        assertThat(Files.readString(problems)).contains("catalog.yaml:3: no currency");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(problems)))
                .isEqualTo("rw-r--r--");
    }

    public static void main(String... arguments) {
        ProblemsFile.write(Path.of(arguments[0]), false, List.of(Problem.error("catalog.yaml", 3, "no currency")));
    }
}
