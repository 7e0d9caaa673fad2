package org.souk.deployer.internal.bundle;

import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs and resolves one bundle at a time, to work around a race in Felix with Karaf's region hook. A bundle that another thread has
 * just installed has no region yet, so the hook filters it out; Felix then filters out all resolved bundles too, and the bundle being
 * resolved seems to miss packages that exist.
 */
final class BundleResolver {
    private static final Logger LOG = LoggerFactory.getLogger(BundleResolver.class);
    private static final Pattern MISSING = Pattern.compile("osgi\\.wiring\\.package=([\\w.]+)");
    /** Features and operators install bundles too, so the race remains possible and a start is retried. */
    private static final int MAX_ATTEMPTS = 5;

    private final BundleContext context;

    BundleResolver(BundleContext context) {
        this.context = context;
    }

    synchronized Bundle install(String location, InputStream content) throws BundleException {
        return context.installBundle(location, content);
    }

    /**
     * Starts the bundle outside of the lock, because its code runs then. It first starts the bundle transiently, and only then marks it for
     * the framework to start again. So a bundle that hangs does not delay the next start of the container.
     */
    void start(Bundle bundle) throws BundleException {
        for (int attempt = 1; ; attempt++) {
            try {
                resolve(bundle);
                bundle.start(Bundle.START_TRANSIENT);
                bundle.start();
                return;
            } catch (BundleException e) {
                if (attempt == MAX_ATTEMPTS
                        || !missing(e).filter(this::exported).isPresent()) {
                    throw e;
                }
                LOG.info(
                        "Bundle {} was resolved while another was being installed; resolving it again",
                        bundle.getBundleId());
            }
        }
    }

    private synchronized void resolve(Bundle bundle) {
        FrameworkWiring framework =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        // if the bundle cannot be resolved, the start that follows says why
        framework.resolveBundles(List.of(bundle));
    }

    /** The Java package that the message names as missing. */
    static Optional<String> missing(BundleException e) {
        Matcher missing = MISSING.matcher(String.valueOf(e.getMessage()));
        return missing.find() ? Optional.of(missing.group(1)) : Optional.empty();
    }

    private boolean exported(String name) {
        return Arrays.stream(context.getBundles())
                .map(bundle -> bundle.adapt(BundleWiring.class))
                .filter(wiring -> wiring != null)
                .flatMap(wiring -> wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream())
                .anyMatch(export -> name.equals(export.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)));
    }
}
