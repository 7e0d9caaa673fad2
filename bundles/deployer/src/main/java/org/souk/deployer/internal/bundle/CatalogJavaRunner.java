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
import org.souk.deployer.internal.bundle.Aside.HangsException;

/** Starts and stops bundles of catalogs. Those with Java of their own run it then, and may hang: nobody waits for them longer than a while. */
final class CatalogJavaRunner {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogJavaRunner.class);
    /** A bundle has none of these if no code of its own is run. */
    private static final List<String> SIGNS = List.of(
            "Import-Package", "DynamicImport-Package", "Require-Bundle", "Bundle-Activator", "Service-Component");

    private final Aside aside;

    CatalogJavaRunner(Duration patience) {
        this.aside = new Aside(patience);
    }

    static boolean isIn(Bundle bundle) {
        Dictionary<String, String> headers = bundle.getHeaders("");
        return SIGNS.stream().anyMatch(sign -> headers.get(sign) != null);
    }

    static String catalog(Bundle bundle) {
        return String.valueOf(bundle.getHeaders("").get("Souk-Catalog")).strip();
    }

    /**
     * Does what starts it.
     *
     * @param late done when it started after all, and nobody waits any more
     */
    <T> T start(Bundle bundle, Callable<T> start, Runnable late)
            throws BundleException, BundleRefusedException, HangsException {
        try {
            return isIn(bundle) ? aside.run(catalog(bundle), "start", start, late) : start.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BundleRefusedException("the container is stopping", e);
        } catch (ExecutionException e) {
            throw thrown(e.getCause() == null ? e : e.getCause());
        } catch (BundleException | RuntimeException | HangsException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static BundleException thrown(Throwable cause) {
        if (cause instanceof BundleException e) {
            return e;
        }
        return new BundleException(String.valueOf(cause.getMessage()), cause);
    }

    /**
     * Uninstalls it.
     *
     * @param before what else runs its code, done first
     */
    void uninstall(Bundle bundle, Runnable before) {
        stop(bundle, () -> uninstallNow(bundle, before));
    }

    /** Lets go of the services of one that stays. Their factories run its code. */
    void end(Bundle bundle, Runnable end) {
        stop(bundle, Executors.callable(end));
    }

    private void stop(Bundle bundle, Callable<?> stop) {
        try {
            if (isIn(bundle)) {
                aside.run(catalog(bundle), "stop", stop, () -> {});
            } else {
                stop.call();
            }
        } catch (HangsException e) {
            LOG.warn(
                    "The Java of catalog {} does not stop: {}; bundle {} stays until the container restarts, the shop goes on"
                            + " without it",
                    catalog(bundle),
                    e.getMessage(),
                    bundle.getBundleId());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("Bundle {} cannot be let go of; the next start tries again", bundle.getBundleId(), e);
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
