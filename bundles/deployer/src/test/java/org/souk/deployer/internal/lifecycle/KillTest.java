package org.souk.deployer.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.api.catalog.CatalogChange.Done;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.archive.StagingFolders;
import org.souk.deployer.internal.bundle.Bundles;

/** A process that is killed before its n-th change in the folder of states, for every n. */
class KillTest extends LifecycleFixture {
    private static Map<String, String> shop(int number) {
        Map<String, String> files = Zips.shop("tack");
        files.merge("catalog.yaml", "version: \"1." + number + "\"\n", String::concat);
        return files;
    }

    @ParameterizedTest
    @CsvSource({"update, 8, '1.5,1.6'", "rollback, 3, '1.5,1.4'", "park, 3, '1.5'", "host, 3, '1.5'"})
    @DisplayName("Killed at any step, the next start serves the last good version, whole, and clears the rest away")
    void killedAtAnyStep(String action, int least, String versions) throws Exception {
        lifecycle.close();
        Path original = temp.resolve("original");
        prepare(original);
        int step = 1;
        while (true) {
            temp = original.resolveSibling(action + step);
            copy(original, temp);
            deploy = temp.resolve("deploy").toRealPath();
            int code = child(action, step);
            bundles.states.clear();
            Files.readAllLines(temp.resolve("bundles"))
                    .forEach(location -> bundles.states.put(location, Bundles.State.ACTIVE));
            if (code == 0) {
                break;
            }
            assertThat(code).as("%s, step %s", action, step).isEqualTo(LifecycleChildMain.HALTED);
            check(action + ", step " + step, List.of(versions.split(",")));
            step++;
        }
        assertThat(step).as("steps at which it was killed").isGreaterThan(least);
        lifecycle = fresh();
    }

    /** Five versions were dropped one after the other: one is live, three are kept. */
    private void prepare(Path original) throws IOException {
        Path before = temp;
        temp = original;
        deploy = Files.createDirectories(original.resolve("deploy")).toRealPath();
        lifecycle = fresh();
        for (int number = 1; number <= 5; number++) {
            drop("tack.catalog.zip", shop(number));
            String version = "1." + number;
            until(() -> serves("tack.localhost") && versionAt("tack.localhost").equals(version));
        }
        until(() -> bundles.states.size() == 1);
        lifecycle.close();
        Zips.zip(original.resolve("next.zip"), shop(6));
        Files.write(original.resolve("bundles"), bundles.states.keySet());
        temp = before;
    }

    /** Keeps the times of files, so that those in the deploy folder count as known. */
    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        int code = new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    private int child(String action, int step) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.security.manager=allow",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LifecycleChildMain.class.getName(),
                        temp.toString(),
                        action,
                        Integer.toString(step))
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private void check(String step, List<String> versions) throws IOException {
        // without its file: the container serves what the state file says
        Zips.zip(deploy.resolve("tack.catalog.zip"), Map.of("readme.txt", "no shop"));
        lifecycle = fresh();
        until(lifecycle::settled);
        assertThat(serves("tack.localhost")).as(step).isTrue();
        String version = versionAt("tack.localhost");
        assertThat(version).as(step).isIn(versions);
        assertThat(status("tack").hosts().contains("more.localhost")).as(step).isEqualTo(serves("more.localhost"));
        until(() -> bundles.states.size() == 1);
        try (Stream<Path> list = Files.list(temp.resolve("data/catalogs/tack"))) {
            assertThat(list.filter(Files::isDirectory)).as(step).hasSize(4);
        }
        assertThat(lifecycle.commands().rollback(TACK)).as(step).isInstanceOf(Done.class);
        assertThat(versionAt("tack.localhost")).as(step).isLessThan(version);
        lifecycle.close();
        StagingFolders.delete(temp);
    }
}
