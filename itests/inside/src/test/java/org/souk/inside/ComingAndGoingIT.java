package org.souk.inside;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationListener;
import org.souk.api.catalog.LiveCatalogs;
import org.souk.itests.Await;

/** Parts of the container go and come back, and settings change, while shoppers buy: they see 200 or 503, and afterwards all of the shop. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ComingAndGoingIT {
    @Inject
    private BootFinished finished;

    @Inject
    private LiveCatalogs catalogs;

    @Inject
    private ConfigurationAdmin configurations;

    @Inject
    private BundleContext context;

    private final Shop shop = new Shop("exchanged");

    @Configuration
    public Option[] distribution() {
        return Inside.distribution();
    }

    @Before
    public void open() {
        shop.drop("10.00");
        shop.awaitWhole();
    }

    @After
    public void everyBundleIsActive() {
        Await.until(Duration.ofSeconds(30), () -> "not active: " + lame(), () -> lame().isEmpty());
    }

    private List<String> lame() {
        return Stream.of(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("org.souk"))
                .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                .filter(bundle -> bundle.getHeaders().get("Fragment-Host") == null)
                .map(bundle -> bundle.getSymbolicName() + " " + bundle.getState())
                .toList();
    }

    @Test
    public void searchGoesAndComes() throws Exception {
        stopAndStart("org.souk.search");
    }

    @Test
    public void persistenceGoesAndComes() throws Exception {
        stopAndStart("org.souk.persistence");
    }

    @Test
    public void coreGoesAndComes() throws Exception {
        stopAndStart("org.souk.core");
    }

    @Test
    public void storefrontGoesAndComes() throws Exception {
        stopAndStart("org.souk.storefront");
    }

    @Test
    public void deployerGoesAndComes() throws Exception {
        stopAndStart("org.souk.deployer");
    }

    private void stopAndStart(String name) throws Exception {
        try (Shoppers shoppers = new Shoppers(shop)) {
            for (int i = 0; i < 2; i++) {
                bundle(name).stop();
                bundle(name).start();
                shop.awaitWhole();
            }
            shoppers.assertServed();
        }
        shop.drop("12.00");
        shop.awaitPrice(1200);
    }

    @Test
    public void updatedAndRefreshedBundles() throws Exception {
        try (Shoppers shoppers = new Shoppers(shop)) {
            for (String name : List.of(
                    "org.souk.search",
                    "org.souk.core",
                    "org.souk.storefront",
                    "org.souk.persistence",
                    "org.souk.deployer")) {
                bundle(name).update();
                refresh(bundle(name));
                shop.awaitWhole();
            }
            shoppers.assertServed();
        }
        shop.drop("13.00");
        shop.awaitPrice(1300);
    }

    private void refresh(Bundle bundle) throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
            }
        });
        assertTrue(refreshed.await(30, TimeUnit.SECONDS));
    }

    @Test
    public void catalogWithJavaComesAndGoes() throws Exception {
        Shop java = new Shop("zuckerhut");
        Path demo = Path.of(System.getProperty("karaf.base"), "demo", "zuckerhut.jar");
        try (Shoppers shoppers = new Shoppers(shop)) {
            for (int i = 0; i < 3; i++) {
                Path dropped =
                        Files.copy(demo, Shop.deploy().resolve("zuckerhut.jar"), StandardCopyOption.REPLACE_EXISTING);
                Await.until(Duration.ofSeconds(10), () -> "it is live", () -> java.status("/") == 200);
                bundle("org.souk.zuckerhut");
                Files.delete(dropped);
                Await.until(Duration.ofSeconds(10), () -> "it is gone", () -> java.status("/") == 421);
            }
            shoppers.assertServed();
        }
        // the last requests on a version may still run when its host is free
        Await.until(Duration.ofSeconds(10), () -> "its bundle stays", () -> Stream.of(context.getBundles())
                .noneMatch(bundle -> bundle.getSymbolicName().contains("zuckerhut")));
    }

    @Test
    public void settingsChangeAtRunTime() throws Exception {
        String forwarded = "X-Forwarded-Host: exchanged.localhost\r\n";
        Shop nobody = new Shop("nobody");
        assertTrue(nobody.ask("GET", "/", forwarded, "").contains(" 421 "));
        try (Shoppers shoppers = new Shoppers(shop)) {
            trust("127.0.0.1");
            Await.until(
                    Duration.ofSeconds(10), () -> "the proxy is trusted", () -> nobody.ask("GET", "/", forwarded, "")
                            .contains(" 200 "));
            trust("");
            Await.until(Duration.ofSeconds(10), () -> "the proxy is trusted no more", () -> nobody.ask(
                            "GET", "/", forwarded, "")
                    .contains(" 421 "));
            shoppers.assertServed();
        }
    }

    @Test
    public void databaseConfigurationGoesAndComes() throws Exception {
        Path file = Path.of(System.getProperty("karaf.etc"), "org.souk.database.cfg");
        Path away = file.resolveSibling("org.souk.database.cfg.away");
        try (Shoppers shoppers = new Shoppers(shop)) {
            Files.move(file, away);
            try {
                Await.until(Duration.ofSeconds(20), () -> "nobody sells: " + shop.buy(), () -> shop.buy() == 503);
                assertEquals(200, shop.status("/p/item-1"));
                awaitConfigurationEvents();
            } finally {
                Files.move(away, file);
            }
            shop.awaitWhole();
            shoppers.assertServed();
        }
        shop.drop("14.00");
        shop.awaitPrice(1400);
    }

    /**
     * Waits until all listeners have seen the events so far; one thread tells them one event after the other. FileInstall is among them:
     * when it learns that a configuration was deleted, it deletes the file, too, even if the file has just come back.
     */
    private void awaitConfigurationEvents() throws Exception {
        org.osgi.service.cm.Configuration marker = configurations.getConfiguration("org.souk.inside.marker", null);
        CountDownLatch seen = new CountDownLatch(1);
        ConfigurationListener listener = event -> {
            if (event.getPid().equals(marker.getPid())) {
                seen.countDown();
            }
        };
        ServiceRegistration<ConfigurationListener> registration =
                context.registerService(ConfigurationListener.class, listener, null);
        try {
            marker.update(new Hashtable<>(Map.of("any", "value")));
            assertTrue(seen.await(90, TimeUnit.SECONDS));
        } finally {
            registration.unregister();
            marker.delete();
        }
    }

    private void trust(String proxies) throws Exception {
        org.osgi.service.cm.Configuration web = configurations.getConfiguration("org.souk.web", null);
        Dictionary<String, Object> properties = web.getProperties();
        properties.put("trustedProxies", proxies);
        web.update(properties);
    }

    private Bundle bundle(String name) throws BundleException {
        return Stream.of(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new BundleException("no bundle " + name));
    }
}
