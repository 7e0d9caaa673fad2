package org.souk.persistence.internal.connection;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.souk.itests.Await;
import org.souk.itests.FreePorts;

/** A Derby server in a separate process. */
public final class DerbyProcess implements AutoCloseable {
    private static final String PASSWORD = "let-me-in";

    private final Path folder;
    private final int port;
    private Process process;

    public DerbyProcess() throws IOException {
        folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "derby");
        port = FreePorts.take();
    }

    /** Starts it and returns when it answers. */
    public DerbyProcess start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx160m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dkaraf.base=" + folder,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        DerbyChild.class.getName(),
                        Integer.toString(port),
                        PASSWORD)
                .redirectError(folder.resolve("stderr").toFile())
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        if (!"READY".equals(out.readLine())) {
            throw new IOException("no Derby: " + Files.readString(folder.resolve("stderr")));
        }
        return this;
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Returns when the process is frozen. Its threads stop some time after the signal, each at a different moment. */
    public void freeze() throws Exception {
        signal("STOP");
        Await.until(this::standsStill);
    }

    private boolean standsStill() throws IOException {
        Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
        if (!Files.isDirectory(threads)) {
            return true;
        }
        try (Stream<Path> all = Files.list(threads)) {
            for (Path thread : all.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                if (!stat.substring(stat.lastIndexOf(')')).startsWith(") T")) {
                    return false;
                }
            }
            return true;
        } catch (NoSuchFileException e) {
            // a thread ended in between
            return false;
        }
    }

    public void thaw() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        int code = new ProcessBuilder(List.of("kill", "-" + name, Long.toString(process.pid())))
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill -" + name + " failed");
        }
    }

    int port() {
        return port;
    }

    public String url(String name) {
        return "jdbc:derby://127.0.0.1:" + port + "/" + name;
    }

    public String password() {
        return PASSWORD;
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
