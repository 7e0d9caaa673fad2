package org.souk.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.souk.benchmarks.measure.Timing;
import org.souk.itests.Container;

/** Reads memory, threads and open files of a running container over JMX. */
public final class JmxProbe implements AutoCloseable {
    private static final String LOADERS = "org.apache.felix.framework.BundleWiringImpl$BundleClassLoader";

    private final Path open;
    private final JMXConnector connector;
    private final MBeanServerConnection server;
    private final Map<Integer, String> ports = new HashMap<>();

    @SuppressWarnings("BanJNDI") // on loopback, to a container that this program has started itself
    public JmxProbe(Container container) {
        for (String name : List.of("HTTP", "ADMIN", "SSH", "RMI", "RMI_SERVER", "DB")) {
            ports.put(container.port(name), name);
        }
        open = Path.of("/proc/" + container.java().pid() + "/fd");
        Properties users = new Properties();
        try {
            users.load(new java.io.StringReader(container.read("etc/users.properties")));
            String[] login = {
                "karaf", users.getProperty("karaf").split(",", 2)[0].strip()
            };
            JMXServiceURL url = new JMXServiceURL("service:jmx:rmi://127.0.0.1:" + container.port("RMI_SERVER")
                    + "/jndi/rmi://127.0.0.1:" + container.port("RMI") + "/karaf-root");
            connector = JMXConnectorFactory.connect(url, Map.of(JMXConnector.CREDENTIALS, login));
            server = connector.getMBeanServerConnection();
        } catch (IOException e) {
            throw new UncheckedIOException("JMX of the container does not answer", e);
        }
    }

    /** Bytes of heap in use after two full collections; the second one frees what finalizers and cleaners released. */
    public long heapAfterGc() {
        call("java.lang:type=Memory", "gc");
        call("java.lang:type=Memory", "gc");
        return heap();
    }

    /** Bytes of heap in use, including garbage. */
    public long heap() {
        return MemoryUsage.from((CompositeData) get("java.lang:type=Memory", "HeapMemoryUsage"))
                .getUsed();
    }

    public long classes() {
        return MemoryUsage.from((CompositeData) get("java.lang:type=MemoryPool,name=Metaspace", "Usage"))
                .getUsed();
    }

    /** CPU use over that time, in percent of one core. */
    public double cpu(java.time.Duration time) {
        long start = System.nanoTime();
        long before = cpuNanos();
        Timing.pass(time);
        return 100.0 * (cpuNanos() - before) / (System.nanoTime() - start);
    }

    private long cpuNanos() {
        return (Long) get("java.lang:type=OperatingSystem", "ProcessCpuTime");
    }

    /** Threads by name, without numbers. */
    public Map<String, Integer> threads() {
        long[] ids = (long[]) get("java.lang:type=Threading", "AllThreadIds");
        Object infos = call(
                "java.lang:type=Threading", "getThreadInfo", new Object[] {ids}, new String[] {long[].class.getName()});
        Map<String, Integer> names = new TreeMap<>();
        Stream.of((CompositeData[]) infos)
                .filter(info -> info != null)
                .map(info -> String.valueOf(info.get("threadName")).replaceAll("[0-9]+", "#"))
                // the threads of this JMX connection
                .filter(name -> !name.startsWith("RMI ") && !name.startsWith("JMX "))
                .forEach(name -> names.merge(name, 1, Integer::sum));
        return names;
    }

    /** Open files and sockets by target, without the sockets of this JMX connection. */
    public Map<String, Integer> files() {
        Map<String, Integer> names = new TreeMap<>();
        Map<String, Integer> sockets = TcpSockets.byInode();
        try (Stream<Path> all = Files.list(open)) {
            all.map(file -> target(file, sockets)).forEach(name -> names.merge(name, 1, Integer::sum));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        names.remove("");
        return names;
    }

    private String target(Path file, Map<String, Integer> sockets) {
        try {
            String target = Files.readSymbolicLink(file).toString();
            String port = ports.getOrDefault(sockets.getOrDefault(target, 0), "");
            return port.startsWith("RMI") ? "" : target.replaceAll("[0-9]+", "#") + port;
        } catch (IOException e) {
            // closed meanwhile
            return "";
        }
    }

    /** Class loaders of bundles that are still in the heap. */
    public long loaders() {
        return instances(LOADERS);
    }

    /** Number of instances of a class, over all class loaders. */
    public long instances(String type) {
        return rows().filter(words -> words[3].equals(type))
                .mapToLong(words -> Long.parseLong(words[1]))
                .sum();
    }

    /** Reachable bytes by class. */
    public Map<String, Long> bytes() {
        Map<String, Long> bytes = new TreeMap<>();
        rows().forEach(words -> bytes.merge(words[3], Long.parseLong(words[2]), Long::sum));
        return bytes;
    }

    /** Number, instances, bytes, class. */
    private Stream<String[]> rows() {
        return histogram()
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 3 && words[0].matches("[0-9]+:"));
    }

    /** The classes with the most bytes after a full collection. */
    public List<String> largest(int lines) {
        return histogram().lines().limit(lines + 3L).toList();
    }

    private String histogram() {
        return (String) call(
                "com.sun.management:type=DiagnosticCommand",
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    }

    /** The number of the bundle with that name. */
    public long bundle(String name) {
        TabularData all = (TabularData) get("org.apache.karaf:type=bundle,name=root", "Bundles");
        return all.values().stream()
                .map(CompositeData.class::cast)
                .filter(bundle -> name.equals(bundle.get("Name")))
                .mapToLong(bundle -> ((Number) bundle.get("ID")).longValue())
                .max()
                .orElseThrow(() -> new IllegalStateException("there is no bundle named " + name));
    }

    /** Updates a bundle like {@code bundle:update}. */
    public void update(long bundle, String url) {
        call(
                "org.apache.karaf:type=bundle,name=root",
                "update",
                new Object[] {String.valueOf(bundle), url},
                new String[] {String.class.getName(), String.class.getName()});
    }

    public static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private Object get(String name, String attribute) {
        try {
            return server.getAttribute(new ObjectName(name), attribute);
        } catch (JMException | IOException e) {
            throw new IllegalStateException("JMX: " + name + " has no " + attribute, e);
        }
    }

    private Object call(String name, String operation) {
        return call(name, operation, new Object[0], new String[0]);
    }

    private Object call(String name, String operation, Object[] values, String[] types) {
        try {
            return server.invoke(new ObjectName(name), operation, values, types);
        } catch (JMException | IOException e) {
            throw new IllegalStateException("JMX: " + operation + Arrays.asList(values) + " of " + name, e);
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
