package org.souk.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Souk container for a test, from the packed distribution. It runs as operators run it, with its own scripts, but with an empty user.home
 * and with free ports.
 */
public final class Container implements AutoCloseable {
    private static final Pattern COMPLAINT = Pattern.compile("^\\S+ \\| (WARN|ERROR) .*");
    private static final List<String> SERVER = List.of("bin/karaf", "server");
    private final Path home;
    private final Map<String, String> environment;
    private final List<String> start;
    private final Process process;
    private final long startedAt;

    private Container(Path home, Map<String, String> environment, List<String> start) throws IOException {
        this.home = home;
        this.environment = environment;
        this.start = start;
        this.startedAt = System.nanoTime();
        this.process = command(home, environment, start.toArray(String[]::new))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("console.txt").toFile())
                .start();
    }

    /** Starts a container from a fresh copy of the distribution, and waits until it is ready. */
    public static Container start(String name, Map<String, String> settings) {
        return ready(launch(name, settings));
    }

    /** Starts a container from an unpacked distribution, and waits until it is ready. */
    public static Container start(Path home, String name, Map<String, String> settings) {
        return ready(launch(home, name, settings));
    }

    /** Starts a container from a fresh copy of the distribution, and does not wait. */
    public static Container launch(String name, Map<String, String> settings) {
        return launch(name, settings, SERVER);
    }

    /** Starts a container from an unpacked distribution, and does not wait. */
    public static Container launch(Path home, String name, Map<String, String> settings) {
        return launch(home, environment(name, settings), SERVER);
    }

    /**
     * Starts a container from a fresh copy of the distribution by a given command, and does not wait.
     *
     * @param start the command that starts the container, run in its folder
     */
    public static Container launch(String name, Map<String, String> settings, List<String> start) {
        return launch(Distribution.unpack(name), environment(name, settings), start);
    }

    private static Container launch(Path home, Map<String, String> environment, List<String> start) {
        try {
            return new Container(home, environment, start);
        } catch (IOException e) {
            throw new AssertionError("the container does not start", e);
        }
    }

    /** Starts this container again after its end, with the same files and ports, and waits until it is ready. */
    public Container again() {
        return ready(relaunch());
    }

    /** Waits until the container is ready, or closes it: the test has no reference to it yet. */
    private static Container ready(Container container) {
        try {
            container.awaitReady();
            return container;
        } catch (AssertionError | RuntimeException e) {
            container.close();
            throw e;
        }
    }

    /** Starts this container again, and does not wait until it is ready. */
    public Container relaunch() {
        return launch(home, environment, start);
    }

    private static Map<String, String> environment(String name, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>();
        for (String port : List.of("HTTP", "ADMIN", "SSH", "RMI", "RMI_SERVER", "DB")) {
            all.put("SOUK_" + port + "_PORT", String.valueOf(FreePorts.take()));
        }
        all.put("SOUK_NODE", name);
        all.putAll(settings);
        return all;
    }

    private static ProcessBuilder command(Path home, Map<String, String> environment, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("SOUK_") || key.startsWith("KARAF_"));
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("EXTRA_JAVA_OPTS", "-Duser.home=" + home.resolve("nobody"));
        return builder;
    }

    /** Waits until /health/ready answers 200. */
    public void awaitReady() {
        awaitReady(Duration.ofSeconds(90));
    }

    /** Waits until /health/ready answers 200, at most for the given time. */
    public void awaitReady(Duration deadline) {
        Await.until(deadline, () -> "ready: " + Http.get(adminPort(), "localhost", "/health/ready"), () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the container stopped: " + read("console.txt") + read("data/log/karaf.log"));
            }
            return ready();
        });
    }

    /** Whether /health/ready answers 200 now. */
    public boolean ready() {
        return Http.get(adminPort(), "localhost", "/health/ready").status() == 200;
    }

    /** Runs a command in the container's shell by bin/client, without a terminal. */
    public Shell client(String command) {
        try {
            Process client = command(home, environment, "bin/client", command)
                    .redirectErrorStream(true)
                    .start();
            client.getOutputStream().close();
            String output = new String(client.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!client.waitFor(60, TimeUnit.SECONDS)) {
                client.destroyForcibly();
                throw new AssertionError("bin/client '" + command + "' does not end: " + output);
            }
            return new Shell(client.exitValue(), output);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("bin/client '" + command + "' does not run", e);
        }
    }

    /** The exit status of a shell command, and what the command printed. */
    public record Shell(int status, String output) {}

    public int httpPort() {
        return port("HTTP");
    }

    public int adminPort() {
        return port("ADMIN");
    }

    public int port(String name) {
        return Integer.parseInt(environment.get("SOUK_" + name + "_PORT"));
    }

    public Path deploy() {
        String shared = environment.get("SOUK_DEPLOY");
        return shared == null ? home.resolve("deploy") : Path.of(shared);
    }

    public Path home() {
        return home;
    }

    /** A new shopper in the shop with that host. */
    public Shopper shopper(String host) {
        return new Shopper(httpPort(), host);
    }

    /** Settings of another container that uses the database of this one, and more. */
    public Map<String, String> sharing(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put("SOUK_DB_SERVER", "none");
        all.put("SOUK_DB_URL", "jdbc:derby://127.0.0.1:" + port("DB") + "/souk");
        all.put("SOUK_DB_PASSWORD", databasePassword());
        return all;
    }

    public String databasePassword() {
        return read("etc/org.souk.database.password").strip();
    }

    public String read(String file) {
        try {
            return Files.exists(home.resolve(file)) ? Files.readString(home.resolve(file)) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Lines of the log that are WARN or ERROR. */
    public List<String> complaints() {
        return read("data/log/karaf.log")
                .lines()
                .filter(line -> COMPLAINT.matcher(line).matches())
                .toList();
    }

    /** Milliseconds since this container was started. */
    public long age() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
    }

    /** The Java process of this container. */
    public ProcessHandle java() {
        try (Stream<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())) {
            return all.filter(p -> p.info().command().orElse("").endsWith("java"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * Sends a signal to the container's Java process, for example {@code STOP} or {@code CONT}. Does nothing if the container has ended.
     */
    public void signal(String name) {
        if (!process.isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(java().pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("kill -" + name + " cannot be sent", e);
        }
    }

    public void kill() {
        ProcessHandle java = java();
        java.destroyForcibly();
        ended(java);
    }

    /** Stops it as a service would: SIGTERM. */
    @Override
    public void close() {
        // list the processes now: when the script has ended, its children are orphans, but still hold ports
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        all.forEach(this::ended);
    }

    private void ended(ProcessHandle handle) {
        try {
            handle.onExit().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException
                | java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            handle.destroyForcibly();
            throw new AssertionError("the container in " + home + " does not stop", e);
        }
    }
}
