package org.souk.deployer.internal.bundle;

import java.time.Duration;
import java.util.Dictionary;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.bundle.AbandonableThreads.HangsException;

/** Starts and stops bundles of catalogs. Bundles with Java run it then and may hang, so each call has a time limit. */
final class CatalogJavaRunner {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogJavaRunner.class);
    /** Manifest headers that make a bundle run Java. */
    private static final List<String> JAVA_HEADERS = List.of(
            "Import-Package", "DynamicImport-Package", "Require-Bundle", "Bundle-Activator", "Service-Component");

    private final AbandonableThreads threads;

    CatalogJavaRunner(Duration patience) {
        this.threads = new AbandonableThreads(patience);
    }

    static boolean hasJava(Bundle bundle) {
        Dictionary<String, String> headers = bundle.getHeaders("");
        return JAVA_HEADERS.stream().anyMatch(header -> headers.get(header) != null);
    }

    static String catalog(Bundle bundle) {
        return String.valueOf(bundle.getHeaders("").get("Souk-Catalog")).strip();
    }

    /**
     * Runs a start, with a time limit if the bundle has Java.
     *
     * @param late runs if the start returns after the time limit
     */
    <T> T start(Bundle bundle, Callable<T> start, Runnable late)
            throws BundleException, BundleRefusedException, HangsException {
        try {
            return hasJava(bundle) ? threads.run(catalog(bundle), "start", start, late) : start.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BundleRefusedException("the container is stopping", e);
        } catch (ExecutionException e) {
            throw asBundleException(e.getCause() == null ? e : e.getCause());
        } catch (BundleException | RuntimeException | HangsException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static BundleException asBundleException(Throwable cause) {
        if (cause instanceof BundleException e) {
            return e;
        }
        return new BundleException(String.valueOf(cause.getMessage()), cause);
    }

    /**
     * Uninstalls the bundle.
     *
     * @param before runs first, because it may call Java of the bundle
     */
    void uninstall(Bundle bundle, Runnable before) {
        stop(bundle, () -> uninstallNow(bundle, before));
    }

    /** Releases the services of a bundle that stays installed. Their factories run Java of the bundle. */
    void releaseServices(Bundle bundle, Runnable release) {
        stop(bundle, Executors.callable(release));
    }

    private void stop(Bundle bundle, Callable<?> stop) {
        try {
            if (hasJava(bundle)) {
                threads.run(catalog(bundle), "stop", stop, () -> {});
            } else {
                stop.call();
            }
        } catch (HangsException e) {
            LOG.warn(
                    "The Java of catalog {} does not stop: {}; bundle {} stays until the container restarts, the shop continues"
                            + " without it",
                    catalog(bundle),
                    e.getMessage(),
                    bundle.getBundleId());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("Bundle {} cannot be stopped; the next start tries again", bundle.getBundleId(), e);
        }
    }

    private static Void uninstallNow(Bundle bundle, Runnable before) throws BundleException {
        before.run();
        if (bundle.getState() != Bundle.UNINSTALLED) {
            bundle.uninstall();
        }
        return null;
    }
}
