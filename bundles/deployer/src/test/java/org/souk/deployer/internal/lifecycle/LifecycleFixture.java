package org.souk.deployer.internal.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.souk.api.catalog.CatalogContributor;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogListener;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.CatalogStatus.State;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.LiveCatalogs;
import org.souk.api.catalog.Problem;
import org.souk.api.host.Host;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.watch.DeployFolder;
import org.souk.deployer.internal.watch.SettlingQueue;
import org.souk.itests.Await;

/** The whole deployer with a fake framework and one contributor, for tests. */
public abstract class LifecycleFixture {
    static final SettlingQueue.QuietTimes QUICK = new SettlingQueue.QuietTimes(
            Duration.ofMillis(20),
            Duration.ofMillis(60),
            Duration.ofMillis(250),
            Duration.ofMillis(400),
            Duration.ofMillis(30));

    static final DeployFolder.Times TIMES =
            new DeployFolder.Times(Duration.ofMillis(20), Duration.ofSeconds(1), Duration.ofMillis(300));

    static final CatalogId TACK = new CatalogId("tack");

    @TempDir
    Path temp;

    Path deploy;
    final FakeBundles bundles = new FakeBundles();
    final List<String> news = Collections.synchronizedList(new ArrayList<>());
    CatalogLifecycle lifecycle;
    volatile String contributorTrouble = "";
    volatile Runnable contributorPause = () -> {};
    boolean javaAllowed = true;
    boolean acceptsOthers;
    Limits limits = Limits.DEFAULT;

    @BeforeEach
    void start() throws IOException {
        deploy = Files.createDirectories(temp.resolve("deploy")).toRealPath();
        lifecycle = fresh();
    }

    @AfterEach
    void stop() {
        lifecycle.close();
    }

    CatalogLifecycle fresh() {
        CatalogLifecycle made = new CatalogLifecycle(
                new Settings(deploy, temp.resolve("data"), javaAllowed, acceptsOthers, TIMES, limits),
                bundles,
                Clock.systemUTC(),
                QUICK,
                () -> {});
        made.add(new CatalogListener() {
            @Override
            public void live(LiveCatalog live) {
                news.add("live " + live.catalog().id());
            }

            @Override
            public void removed(CatalogId id) {
                news.add("gone " + id);
            }
        });
        made.add(new CatalogContributor() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public Prepared prepare(Preparation version) throws IOException {
                contributorPause.run();
                String trouble = contributorTrouble;
                if (trouble.equals("memory")) {
                    throw new OutOfMemoryError("no heap is left, says the test");
                }
                if (trouble.equals("disk")) {
                    throw new IOException("it broke", new IOException("No space left on device"));
                }
                if (trouble.equals("throw")) {
                    throw new IllegalStateException("a part fails");
                }
                if (!trouble.isEmpty()) {
                    return new Prepared.Refused(List.of(Problem.error("test", 0, trouble)));
                }
                return new Prepared.Ready("share of " + version.catalog().id(), List.of());
            }
        });
        return made;
    }

    void restart() {
        lifecycle.close();
        lifecycle = fresh();
        until(lifecycle::settled);
    }

    Path drop(String name, Map<String, String> files) {
        Path path = deploy.resolve(name);
        Zips.zip(path, files);
        return path;
    }

    public static void until(Callable<Boolean> condition) {
        Await.until(Duration.ofSeconds(10), condition);
    }

    boolean serves(String host) {
        return lifecycle
                .live()
                .at(Host.parse(host), null)
                .map(lease -> {
                    lease.close();
                    return true;
                })
                .orElse(false);
    }

    String versionAt(String host) {
        try (var lease = lifecycle.live().at(Host.parse(host), null).orElseThrow()) {
            return lease.live().catalog().version();
        }
    }

    LiveCatalogs.Lease lease(String host) {
        return lifecycle.live().at(Host.parse(host), null).orElseThrow();
    }

    boolean parkedAt(String host) {
        try (var lease = lease(host)) {
            return lease.live().parked();
        }
    }

    CatalogStatus status(String id) {
        return lifecycle.statuses().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    boolean has(String id, State state) {
        return lifecycle.statuses().stream().anyMatch(s -> s.id().equals(id) && s.state() == state);
    }

    Path problems(Path artifact) {
        return artifact.resolveSibling(artifact.getFileName() + ".problems.txt");
    }
}
