package org.souk.deployer.internal.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Permission;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.souk.api.catalog.CatalogChange;
import org.souk.api.catalog.CatalogContributor;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogListener;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.problem.Limits;

/**
 * Runs the deployer in a process that halts before its n-th change in the folder of states. The security manager counts: it is asked
 * before every write, rename and deletion.
 */
@SuppressWarnings("removal")
final class LifecycleChildMain {
    static final int HALTED = 77;
    private static final CatalogId TACK = new CatalogId("tack");

    private LifecycleChildMain() {}

    public static void main(String[] args) throws Exception {
        Path temp = Path.of(args[0]);
        Path deploy = temp.resolve("deploy");
        FakeBundles bundles = new FakeBundles();
        for (String location : Files.readAllLines(temp.resolve("bundles"))) {
            bundles.states.put(location, Bundles.State.ACTIVE);
        }
        CatalogLifecycle lifecycle = new CatalogLifecycle(
                new Settings(deploy, temp.resolve("data"), true, false, LifecycleFixture.TIMES, Limits.DEFAULT),
                bundles,
                Clock.systemUTC(),
                LifecycleFixture.QUICK,
                () -> {});
        AtomicInteger published = new AtomicInteger();
        lifecycle.add(new CatalogListener() {
            @Override
            public void live(LiveCatalog live) {
                published.incrementAndGet();
            }

            @Override
            public void removed(CatalogId id) {}
        });
        lifecycle.add(new CatalogContributor() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public Prepared prepare(Preparation version) {
                return new Prepared.Ready("share", java.util.List.of());
            }
        });
        LifecycleFixture.until(() -> lifecycle.settled() && published.get() > 0);
        int before = published.get();
        System.setSecurityManager(new Halt(temp, bundles, Integer.parseInt(args[2])));
        switch (args[1]) {
            case "update" -> {
                Files.move(
                        temp.resolve("next.zip"),
                        deploy.resolve("tack.catalog.zip"),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            case "rollback" -> done(lifecycle.commands().rollback(TACK));
            case "park" -> done(lifecycle.commands().park(TACK));
            case "host" -> done(lifecycle.commands().addHost(TACK, HostPattern.parse("more.localhost")));
            default -> throw new IllegalArgumentException(args[1]);
        }
        LifecycleFixture.until(() -> published.get() > before);
        // and the oldest version is deleted
        String[] none = {};
        LifecycleFixture.until(() -> bundles.states.size() == 1
                && Optional.ofNullable(temp.resolve("data/catalogs/tack")
                                        .toFile()
                                        .list())
                                .orElse(none)
                                .length
                        == 5);
        lifecycle.close();
        System.exit(0);
    }

    private static void done(CatalogChange change) {
        if (!(change instanceof CatalogChange.Done)) {
            throw new IllegalStateException(change.toString());
        }
    }

    private static final class Halt extends SecurityManager {
        private final Path temp;
        private final String watched;
        private final FakeBundles bundles;
        private final AtomicInteger left;

        Halt(Path temp, FakeBundles bundles, int step) {
            this.temp = temp;
            this.watched = temp.resolve("data/catalogs").toString();
            this.bundles = bundles;
            this.left = new AtomicInteger(step);
        }

        @Override
        public void checkWrite(String file) {
            step(file);
        }

        @Override
        public void checkDelete(String file) {
            step(file);
        }

        private void step(String file) {
            if (file.startsWith(watched) && left.decrementAndGet() == 0) {
                synchronized (this) {
                    try {
                        // what the framework would know at the next start
                        Files.write(temp.resolve("bundles"), bundles.states.keySet());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    Runtime.getRuntime().halt(HALTED);
                }
            }
        }

        @Override
        public void checkPermission(Permission permission) {}
    }
}
