package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bin/setenv adds to Karaf's scripts, without a container. */
class ScriptsTest {
    private static final Path SETENV =
            Path.of("../karaf-assembly/src/main/resources/bin/setenv").toAbsolutePath();

    @TempDir
    Path home;

    @BeforeEach
    void anInstallation() throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("etc"));
        Files.createDirectories(home.resolve("instances"));
        Files.copy(SETENV, home.resolve("bin/setenv"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " ~ ",
            quoteCharacter = '`',
            value = {
                "catalog:list --json ~ catalog:list --json",
                "stock:set tack $5 3 ~ stock:set tack \\$5 3",
                "echo $name ~ echo $name",
                "echo '$5' ~ echo '$5'",
                "catalog:check it's.zip ~ catalog:check it\\'s.zip",
                "order:show a\"b ~ order:show a\\\"b",
                "echo \"it's\" ~ echo \"it\"\\'\"s\"",
                "echo 'a \"b\" c' | grep b ~ echo 'a \"b\" c' | grep b",
                "echo \\\" ~ echo \\\"",
            })
    @DisplayName(
            "one argument of bin/client is a line of the shell, in which $5 and a single quotation mark mean themselves")
    void line(String command, String sent) throws Exception {
        assertThat(run("souk_command \"$@\"", command).output()).isEqualTo(sent + "\n");
    }

    @Test
    @DisplayName("several arguments of bin/client are one word each")
    void words() throws Exception {
        assertThat(run("souk_command \"$@\"", "a", "$5", "it's", "b c", "d\"e", "f\\g", "")
                        .output())
                .isEqualTo("a \"\\$5\" \"it\"\\'\"s\" \"b c\" \"d\\\"e\" \"f\\\\g\" \"\"\n");
    }

    @Test
    @DisplayName("what a container writes is private, and so is what an older version wrote")
    void privateFiles() throws Exception {
        Path old = Files.createDirectories(home.resolve("data/cache")).resolve("database.config");
        Files.writeString(old, "password");
        Path users = Files.writeString(home.resolve("etc/users.properties"), "karaf = secret");
        Path gateway = Files.writeString(home.resolve("etc/org.souk.payment.stripe-tack.cfg"), "secretKey = s");
        Path open = Files.writeString(home.resolve("etc/org.souk.web.cfg"), "");
        for (Path file : List.of(old, users, gateway, open)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
        assertThat(run("souk_private; touch data.new; umask").output()).isEqualTo("0077\n");

        assertThat(modes(old)).isEqualTo("rw-------");
        assertThat(modes(old.getParent())).isEqualTo("rwx------");
        assertThat(modes(home.resolve("data"))).isEqualTo("rwx------");
        assertThat(modes(users)).isEqualTo("rw-------");
        assertThat(modes(gateway)).isEqualTo("rw-------");
        assertThat(modes(home.resolve("data.new"))).isEqualTo("rw-------");
        assertThat(modes(open)).isEqualTo("rw-r--r--");
    }

    @ParameterizedTest
    @CsvSource({
        "0,          false",
        "'',         false",
        "nonsense,   false",
        "own,        false",
        "karaf-here, true",
        "karaf-else, ignored",
    })
    @DisplayName("a start is refused only while the recorded process is the container of this folder")
    void previousProcess(String recorded, String refused) throws Exception {
        Process process = null;
        String pid = recorded;
        if (recorded.startsWith("karaf")) {
            Path base = recorded.endsWith("here") ? home.toRealPath() : Path.of("/elsewhere");
            process = new ProcessBuilder(
                            "sh", "-c", "sleep 60; :", "x", "-Dkaraf.base=" + base, "org.apache.karaf.main.Main")
                    .start();
            pid = String.valueOf(process.pid());
        } else if (recorded.equals("own")) {
            pid = String.valueOf(ProcessHandle.current().pid());
        }
        try {
            Files.writeString(home.resolve("instances/instance.properties"), "item.0.pid = " + pid + "\n");
            Result result =
                    run("die() { echo \"$*\"; exit 1; }; souk_previous; echo \"${CHECK_ROOT_INSTANCE_RUNNING-unset}\"");

            assertThat(result.status()).isEqualTo(refused.equals("true") ? 1 : 0);
            assertThat(result.output())
                    .isEqualTo(
                            switch (refused) {
                                case "true" ->
                                    "the container runs already, as process " + pid + "; bin/stop stops it\n";
                                case "ignored" -> "false\n";
                                default -> "unset\n";
                            });
        } finally {
            if (process != null) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    private record Result(int status, String output) {}

    /** Runs shell code after setenv, in the folder of the installation. */
    private Result run(String code, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", ". bin/setenv; " + code, "sh"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(key -> key.startsWith("SOUK_") || key.startsWith("KARAF_"));
        builder.environment().putAll(java.util.Map.of("DIRNAME", home.toRealPath() + "/bin", "KARAF_SCRIPT", "none"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), output);
    }

    private static String modes(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
