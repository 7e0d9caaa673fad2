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
 * Installs and resolves one bundle at a time. Felix asks Karaf's region hook which unresolved bundles may take part; one that another thread
 * has just installed has no region yet and is struck out, and then Felix strikes out every resolved bundle too: whatever is
 * resolved at that moment misses packages that are there.
 */
final class BundleResolver {
    private static final Logger LOG = LoggerFactory.getLogger(BundleResolver.class);
    private static final Pattern MISSING = Pattern.compile("osgi\\.wiring\\.package=([\\w.]+)");
    /** Bundles that others install, a feature or an operator, can meet ours in that moment. */
    private static final int MOST_MEETINGS = 5;

    private final BundleContext context;

    BundleResolver(BundleContext context) {
        this.context = context;
    }

    synchronized Bundle install(String location, InputStream content) throws BundleException {
        return context.installBundle(location, content);
    }

    /**
     * Starts it outside of the lock, as its own code runs then. Only one that did start is started by the framework at the next start of
     * the container: one that hung would hold that up.
     */
    void start(Bundle bundle) throws BundleException {
        for (int meeting = 1; ; meeting++) {
            try {
                resolve(bundle);
                bundle.start(Bundle.START_TRANSIENT);
                bundle.start();
                return;
            } catch (BundleException e) {
                if (meeting == MOST_MEETINGS
                        || !missing(e).filter(this::exported).isPresent()) {
                    throw e;
                }
                LOG.info("Bundle {} met one that was just being installed; resolved again", bundle.getBundleId());
            }
        }
    }

    private synchronized void resolve(Bundle bundle) {
        FrameworkWiring framework =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        // if it cannot, the start that follows says why
        framework.resolveBundles(List.of(bundle));
    }

    /** The package that it was told to miss. */
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
