package org.souk.deployer.internal.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;
import org.souk.api.catalog.Catalog;
import org.souk.api.spi.PriceRule;
import org.souk.deployer.internal.MemoryFiles;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.CatalogReader;
import org.souk.deployer.internal.read.SourceMetadata;
import org.souk.itests.Await;

/** Catalogs with Java on a real framework: versions are started and replaced, and threads that they leave running are found. */
class CatalogJavaRunnerTest {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final String LEAK = "Thread worker = new Thread(() -> { try { Thread.sleep(600_000); } catch"
            + " (InterruptedException e) { System.setProperty(\"interrupted\", \"yes\"); } }, \"shop-worker\"); worker.start();";

    /** Hangs until the test releases it, even if it is interrupted. */
    private static final String HANG = "while (!Boolean.getBoolean(\"let-go\")) { Thread.interrupted();"
            + " java.util.concurrent.locks.LockSupport.parkNanos(2_000_000); }";

    @TempDir
    Path folder;

    private final PrintStream console = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private Framework framework;
    private FrameworkBundles bundles;
    private int generation;

    @BeforeEach
    void start() throws Exception {
        System.clearProperty("let-go");
        System.clearProperty("interrupted");
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        "org.osgi.framework.storage", folder.resolve("cache").toString(),
                        "org.osgi.framework.bsnversion", "multiple",
                        "org.osgi.framework.system.packages.extra",
                                "org.souk.api.spi;version=1.0,org.souk.api.money;version=1.0"));
        framework.start();
        Bundle deployer = framework.getBundleContext().installBundle("deployer", empty());
        deployer.start();
        bundles = new FrameworkBundles(deployer.getBundleContext(), PATIENCE);
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() throws Exception {
        System.setProperty("let-go", "true");
        System.setErr(console);
        framework.stop();
        framework.waitForStop(10_000);
    }

    private static InputStream empty() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "deployer");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private CatalogBundle install(Path jar) throws BundleRefusedException {
        return bundles.jar(catalog(), "g" + ++generation, jar);
    }

    private static Catalog catalog() {
        return new CatalogReader(Limits.DEFAULT)
                .read(
                        new MemoryFiles(Zips.shop("tack")),
                        new SourceMetadata("1.2", List.of(), "d", false),
                        new Problems())
                .catalogOrNull();
    }

    @Test
    @DisplayName("whoever waits for Java that hangs in its start is replaced meanwhile")
    void replacedMeanwhile() throws Exception {
        Path jar = JavaJar.make(folder, "tack", HANG, "");
        ForkJoinPool pool = new ForkJoinPool(1);
        try {
            ForkJoinTask<?> hangs = pool.submit(() -> install(jar));
            assertThat(pool.submit(() -> !hangs.isDone()).get(10, TimeUnit.SECONDS))
                    .isTrue();
            assertThatThrownBy(hangs::get).hasMessageContaining("hangs");
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @DisplayName("of twenty versions the last one's classes stay, and no others")
    void twentyUpdates() throws Exception {
        Path jar = JavaJar.make(folder, "tack", "", "");
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        CatalogBundle live = install(jar);
        loaders.add(loader(live));
        for (int i = 0; i < 20; i++) {
            CatalogBundle next = install(jar);
            loaders.add(loader(next));
            live.retire();
            live = next;
        }
        WeakReference<ClassLoader> last = loaders.get(20);
        until(() -> {
            System.gc();
            return loaders.stream().filter(loader -> loader.get() != null).count() == 1;
        });
        assertThat(last.get()).isNotNull();
        assertThat(live.services(PriceRule.class)).hasSize(1);
        assertThat(bundles.stopped(live.location())).isFalse();
        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("left");
    }

    @Test
    @DisplayName("of twenty updates of one bundle the last one's classes stay, and no others")
    void twentyUpdatesInPlace() throws Exception {
        Path jar = JavaJar.make(folder, "tack", "", "");
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        CatalogBundle live = install(jar);
        loaders.add(loader(live));
        for (int i = 0; i < 20; i++) {
            try (InputStream again = Files.newInputStream(jar)) {
                framework.getBundleContext().getBundle(live.location()).update(again);
            }
            CatalogBundle next = bundles.existing(live.location(), false).orElseThrow();
            loaders.add(loader(next));
            live.handOver();
            live.retire();
            live = next;
        }
        until(() -> {
            System.gc();
            return loaders.stream().filter(loader -> loader.get() != null).count() == 1;
        });
        assertThat(live.services(PriceRule.class)).hasSize(1);
    }

    private static WeakReference<ClassLoader> loader(CatalogBundle bundle) {
        return new WeakReference<>(
                bundle.services(PriceRule.class).get(0).getClass().getClassLoader());
    }

    @Test
    @DisplayName("a thread that a version left running is interrupted and named")
    void aThreadIsLeft() throws Exception {
        CatalogBundle leaky = install(JavaJar.make(folder, "tack", LEAK, ""));
        Thread worker = thread("shop-worker");
        leaky.retire();
        until(() -> !worker.isAlive());
        assertThat(System.getProperty("interrupted")).isEqualTo("yes");
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("Catalog tack, version 1.2, left a thread running when it ended: shop-worker. Interrupted;");
    }

    @Test
    @DisplayName("one that a pool of the JDK runs is told by who started it")
    void aPoolIsLeft() throws Exception {
        CatalogBundle leaky = install(JavaJar.make(
                folder,
                "tack",
                "var pool = java.util.concurrent.Executors.newFixedThreadPool(1);"
                        + " pool.submit(() -> Thread.currentThread().setName(\"shop-pool\")).get();",
                ""));
        Thread worker = thread("shop-pool");
        leaky.retire();
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("running when it ended: shop-pool");
        worker.interrupt();
    }

    @Test
    @DisplayName("a version that ends its threads when it is stopped is not told off")
    void endsItsThreads() throws Exception {
        CatalogBundle tidy = install(JavaJar.make(
                folder,
                "tack",
                LEAK + "System.getProperties().put(\"worker\", worker);",
                "((Thread) System.getProperties().get(\"worker\")).interrupt();"));
        tidy.retire();
        assertThat(log.toString(StandardCharsets.UTF_8)).isEmpty();
        System.getProperties().remove("worker");
    }

    @Test
    @DisplayName("a thread that does not listen keeps nothing from going on, and is said to run on")
    void aStubbornThread() throws Exception {
        CatalogBundle leaky = install(
                JavaJar.make(folder, "tack", "new Thread(() -> { " + HANG + " }, \"shop-stubborn\").start();", ""));
        long start = System.nanoTime();
        leaky.retire();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("Interrupted, but still running, and holding the memory of that version until the container"
                        + " restarts: shop-stubborn");
        assertThat(bundles.state(leaky.location())).isEqualTo(Bundles.State.ABSENT);
    }

    @Test
    @DisplayName("after bundle:update the old version's thread is ended and the new one's lives on")
    void updatedInPlace() throws Exception {
        Path jar = JavaJar.make(folder, "tack", LEAK, "");
        CatalogBundle old = install(jar);
        Thread first = thread("shop-worker");
        try (InputStream again = Files.newInputStream(jar)) {
            framework.getBundleContext().getBundle(old.location()).update(again);
        }
        CatalogBundle next = bundles.existing(old.location(), false).orElseThrow();
        old.handOver();
        old.retire();
        until(() -> !first.isAlive());
        Thread second = thread("shop-worker");
        assertThat(second).isNotSameAs(first);
        assertThat(second.isInterrupted()).isFalse();
        next.retire();
        until(() -> !second.isAlive());
    }

    @Test
    @DisplayName(
            "a version that hangs while it starts is refused in time, and cleared away when it has started after all")
    void hangsWhileItStarts() {
        Path jar = JavaJar.make(folder, "tack", HANG, "");
        for (int i = 1; i <= 2; i++) {
            assertThatThrownBy(() -> install(jar))
                    .isInstanceOf(BundleRefusedException.class)
                    .hasMessageContaining("its Java does not start: it hangs at ");
        }
        assertThat(bundles.stopped("souk-catalog:tack/g1"))
                .as("the framework does not start it at the next start of the container")
                .isTrue();
        long start = System.nanoTime();
        assertThatThrownBy(() -> install(jar))
                .hasMessageContaining("hangs in 2 threads already; restart the container");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
        System.setProperty("let-go", "true");
        until(() -> bundles.state("souk-catalog:tack/g1") == Bundles.State.ABSENT
                && bundles.state("souk-catalog:tack/g2") == Bundles.State.ABSENT);
    }

    @Test
    @DisplayName("a version that hangs while it stops is left, and retiring goes on")
    void hangsWhileItStops() throws Exception {
        CatalogBundle hangs = install(JavaJar.make(folder, "tack", "", HANG));
        long start = System.nanoTime();
        hangs.retire();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("The Java of catalog tack does not stop: it hangs at ");
        System.setProperty("let-go", "true");
        until(() -> bundles.state(hangs.location()) == Bundles.State.ABSENT);
    }

    @Test
    @DisplayName("a service that hangs when it is given back keeps a bundle that stays from nothing")
    void hangsWhenAServiceIsGivenBack() throws Exception {
        CatalogBundle stays = install(JavaJar.make(
                folder,
                "tack",
                "context.registerService(org.souk.api.spi.PriceRule.class.getName(),"
                        + " new org.osgi.framework.ServiceFactory<Object>() {"
                        + " public Object getService(org.osgi.framework.Bundle b, org.osgi.framework.ServiceRegistration<Object> r)"
                        + " { return new Rule(); }"
                        + " public void ungetService(org.osgi.framework.Bundle b, org.osgi.framework.ServiceRegistration<Object> r,"
                        + " Object o) { " + HANG + " } }, null); if (true) return;",
                ""));
        stays.handOver();
        long start = System.nanoTime();
        stays.retire();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("The Java of catalog tack does not stop: it hangs");
        assertThat(bundles.state(stays.location())).isEqualTo(Bundles.State.ACTIVE);
    }

    @Test
    @DisplayName("a service that is registered after the start is waited for")
    void aServiceThatComesLater() throws Exception {
        CatalogBundle late = install(JavaJar.make(
                folder,
                "tack",
                "new Thread(() -> { java.util.concurrent.locks.LockSupport.parkNanos(200_000_000L);"
                        + " context.registerService(org.souk.api.spi.PriceRule.class, new Rule(), null); }).start(); if (true) return;",
                ""));
        assertThat(late.services(PriceRule.class)).hasSize(1);
        late.retire();
    }

    private static Thread thread(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void until(Callable<Boolean> condition) {
        Await.until(Duration.ofSeconds(10), condition);
    }
}
