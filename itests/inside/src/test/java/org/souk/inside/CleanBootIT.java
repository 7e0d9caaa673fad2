package org.souk.inside;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.karaf.features.BootFinished;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.souk.api.catalog.LiveCatalogs;

/** Examines a started container from inside. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class CleanBootIT {
    @Inject
    private BootFinished finished;

    @Inject
    private LiveCatalogs catalogs;

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] distribution() {
        return Inside.distribution();
    }

    @Test
    public void everyBundleIsActive() {
        List<String> lame = Stream.of(context.getBundles())
                .filter(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                .map(Bundle::getSymbolicName)
                .toList();
        assertEquals(List.of(), lame);
        assertNotNull(finished);
        assertNotNull(catalogs);
    }

    @Test
    public void healthTellsTheCheckOfAnyBundle() throws Exception {
        HealthCheck check = () -> new Result(Result.Status.WARN, "the warehouse is closed");
        ServiceRegistration<HealthCheck> registration = context.registerService(
                HealthCheck.class, check, new Hashtable<>(Map.of(HealthCheck.NAME, "warehouse")));
        try {
            assertTrue(ready().contains(
                            "{\"name\":\"warehouse\",\"status\":\"degraded\",\"detail\":\"the warehouse is closed\"}"));
        } finally {
            registration.unregister();
        }
        assertFalse(ready().contains("warehouse"));
    }

    private static String ready() throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + System.getenv("SOUK_ADMIN_PORT") + "/health/ready");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }

    @Test
    public void theLogHasNoWarning() throws IOException {
        List<String> complaints = Files.readAllLines(Path.of(System.getProperty("karaf.log"), "karaf.log")).stream()
                .filter(line -> line.contains(" | WARN  | ") || line.contains(" | ERROR | "))
                .toList();
        assertEquals(List.of(), complaints);
    }
}
