package org.souk.inside;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.features.FeaturesService;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.souk.itests.Await;

/** Karaf as it is downloaded: it installs the feature, sells, and keeps nothing of it when the feature is uninstalled. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class FeatureIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Inject
    private BootFinished finished;

    @Inject
    private FeaturesService features;

    @Inject
    private ConfigurationAdmin configurationAdmin;

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] stockKaraf() {
        return Inside.stockKaraf();
    }

    @Test
    public void installedAndUninstalled() throws Exception {
        List<String> before = bundles();
        features.addRepository(
                URI.create("mvn:org.souk/souk-features/" + System.getProperty("souk.version") + "/xml/features"));
        features.installFeature("souk", EnumSet.noneOf(FeaturesService.Option.class));
        Shop shop = new Shop("stock");
        Path file = shop.drop("10.00");
        Await.until(LONG, () -> "live: " + shop.ask("GET", "/", "", ""), () -> shop.status("/") == 200);
        shop.awaitWhole();
        shop.drop("11.00");
        shop.awaitPrice(1100);
        // a shop belongs to its merchant: its bundle goes when its file goes, not with the feature
        Files.delete(file);
        Await.until(LONG, () -> "gone: " + shop.status("/"), () -> shop.status("/") == 421);

        features.uninstallFeature("souk", EnumSet.noneOf(FeaturesService.Option.class));
        Await.until(LONG, () -> "bundles left: " + added(before), () -> added(before)
                .isEmpty());
        Await.until(LONG, () -> "threads left: " + threads(), () -> threads().isEmpty());
        assertEquals(List.of(), services());
        Await.until(LONG, () -> "ports left: " + listening(), () -> listening().isEmpty());
        Await.until(LONG, () -> "configurations left: " + configurations(), () -> configurations()
                .isEmpty());
    }

    private List<String> bundles() {
        return Stream.of(context.getBundles())
                .map(Bundle::getSymbolicName)
                .sorted()
                .toList();
    }

    private List<String> added(List<String> before) {
        return bundles().stream().filter(name -> !before.contains(name)).toList();
    }

    /** Threads of Souk, its database and its web server. */
    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("souk-")
                        || name.startsWith("qtp")
                        || name.toLowerCase(java.util.Locale.ROOT).contains("derby"))
                .toList();
    }

    /** Ports of Souk that somebody listens to: of shoppers, of operators, of the database. */
    private static List<String> listening() {
        return Stream.of("HTTP", "ADMIN", "DB")
                .filter(name -> {
                    int port = Integer.parseInt(System.getenv("SOUK_" + name + "_PORT"));
                    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                        return socket.isConnected();
                    } catch (IOException e) {
                        return false;
                    }
                })
                .toList();
    }

    /** Configurations of Souk that are in no file. Those in etc/ belong to the operator: Karaf leaves the files of a feature. */
    private List<String> configurations() {
        Path etc = Path.of(System.getProperty("karaf.etc"));
        try {
            org.osgi.service.cm.Configuration[] all =
                    configurationAdmin.listConfigurations("(|(service.pid=org.souk.*)(felix.fileinstall.dir=*deploy))");
            return Stream.of(all == null ? new org.osgi.service.cm.Configuration[0] : all)
                    .map(org.osgi.service.cm.Configuration::getPid)
                    .filter(pid -> !Files.exists(etc.resolve(pid + ".cfg")))
                    .toList();
        } catch (IOException | InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> services() throws Exception {
        ServiceReference<?>[] all = context.getAllServiceReferences(null, "(objectClass=org.souk.*)");
        return all == null ? List.of() : Stream.of(all).map(Object::toString).toList();
    }
}
