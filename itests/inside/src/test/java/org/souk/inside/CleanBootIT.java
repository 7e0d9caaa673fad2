package org.souk.inside;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.inject.Inject;
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
import org.souk.api.catalog.LiveCatalogs;

/** What a container looks like from inside, once it has started. */
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
    public void theLogHasNoWarning() throws IOException {
        List<String> complaints = Files.readAllLines(Path.of(System.getProperty("karaf.log"), "karaf.log")).stream()
                .filter(line -> line.contains(" | WARN  | ") || line.contains(" | ERROR | "))
                .toList();
        assertEquals(List.of(), complaints);
    }
}
