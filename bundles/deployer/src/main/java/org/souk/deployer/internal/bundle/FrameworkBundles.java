package org.souk.deployer.internal.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Catalog;
import org.souk.deployer.internal.archive.SourceContents;
import org.souk.deployer.internal.bundle.CatalogJavaRunner.HangsException;

/** Manages the bundles of catalogs in the OSGi framework, with time limits for their Java. */
public final class FrameworkBundles implements Bundles {
    private static final Logger LOG = LoggerFactory.getLogger(FrameworkBundles.class);
    /** Longest time for the Java of a catalog to start, and to stop. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(10);

    private final BundleContext context;
    private final BundleResolver resolution;
    private final CatalogJavaRunner java;

    public FrameworkBundles(BundleContext context) {
        this(context, START_TIMEOUT);
    }

    FrameworkBundles(BundleContext context, Duration timeout) {
        this.context = context;
        this.resolution = new BundleResolver(context);
        this.java = new CatalogJavaRunner(timeout);
    }

    @Override
    public CatalogBundle data(Catalog catalog, String generation) throws BundleRefusedException {
        return install(catalog, generation, GeneratedJar.of(catalog));
    }

    @Override
    public CatalogBundle jar(Catalog catalog, String generation, Path jar) throws BundleRefusedException {
        try {
            return install(catalog, generation, Files.newInputStream(jar));
        } catch (IOException e) {
            throw new BundleRefusedException("the jar cannot be read (" + e.getMessage() + "); copy it again", e);
        }
    }

    private InstalledBundle install(Catalog catalog, String generation, InputStream content)
            throws BundleRefusedException {
        Bundle bundle;
        try (content) {
            bundle = resolution.install(SCHEME + catalog.id() + "/" + generation, content);
        } catch (BundleException | IOException | RuntimeException e) {
            throw new BundleRefusedException(
                    "the framework does not take it as a bundle (" + e.getMessage() + "); look at its manifest", e);
        }
        InstalledBundle adopted = null;
        try {
            alignStartLevel(bundle);
            adopted = adopt(bundle, catalog.version(), true, true, () -> java.uninstall(bundle, () -> {}));
            adopted.services().await();
            return adopted;
        } catch (HangsException e) {
            // the framework holds its lock: the bundle is uninstalled when its start returns, or at the next start
            throw blocked(e);
        } catch (BundleException e) {
            uninstall(bundle, adopted);
            throw new BundleRefusedException(explain(e), e);
        } catch (BundleRefusedException e) {
            uninstall(bundle, adopted);
            throw e;
        } catch (RuntimeException | LinkageError e) {
            uninstall(bundle, adopted);
            throw new BundleRefusedException("its Java does not start (" + e + "); correct it and deploy it again", e);
        }
    }

    /** Getting a service can activate its component, which runs Java of the catalog. */
    private InstalledBundle adopt(Bundle bundle, String version, boolean owned, boolean start, Runnable late)
            throws BundleException, BundleRefusedException, HangsException {
        AtomicReference<InstalledBundle> made = new AtomicReference<>();
        return java.start(
                bundle,
                () -> {
                    if (start) {
                        resolution.start(bundle);
                    }
                    InstalledBundle adopted =
                            new InstalledBundle(bundle, BundleServices.of(context, bundle), owned, java, version);
                    made.set(adopted);
                    return adopted;
                },
                () -> {
                    // the caller has given up, so the services are released here
                    InstalledBundle adopted = made.get();
                    if (adopted != null) {
                        adopted.leave();
                    }
                    late.run();
                });
    }

    /**
     * Gives the bundle the start level of the deployer, so that the shop does not wait for the last level at the next start. It changes the
     * level only if it differs, because the framework does that on its own thread, which may start the bundle too.
     */
    private void alignStartLevel(Bundle bundle) {
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        int wanted = context.getBundle().adapt(BundleStartLevel.class).getStartLevel();
        if (level.getStartLevel() != wanted) {
            level.setStartLevel(wanted);
        }
    }

    private static BundleRefusedException blocked(HangsException e) {
        return new BundleRefusedException(
                "its Java does not start: " + e.getMessage() + "; correct it and deploy it again", e);
    }

    private void uninstall(Bundle bundle, @Nullable InstalledBundle adopted) {
        if (adopted != null) {
            adopted.retire();
        } else {
            java.uninstall(bundle, () -> {});
        }
    }

    private static String explain(BundleException e) {
        Optional<String> missing = BundleResolver.missing(e);
        if (missing.isPresent()) {
            return "it needs the Java package " + missing.get()
                    + ", which this container does not have; add it to the jar or do without it";
        }
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return "its Java does not start (" + cause + "); correct it and deploy it again";
    }

    @Override
    public Optional<CatalogBundle> existing(String location, boolean start) throws BundleRefusedException {
        Bundle bundle = context.getBundle(location);
        if (bundle == null) {
            return Optional.empty();
        }
        boolean owned = location.startsWith(SCHEME);
        InstalledBundle adopted = adoptExisting(bundle, owned, owned && start && bundle.getState() != Bundle.ACTIVE);
        try {
            // when the container starts, a bundle that Souk installed is marked to start and does so soon
            if ((owned && start) || running(bundle)) {
                adopted.services().await();
            }
        } catch (BundleRefusedException e) {
            if (running(bundle)) {
                adopted.leave();
                throw e;
            }
            LOG.info("Bundle {} is not running yet; its shop waits for it", bundle.getBundleId());
        }
        return Optional.of(adopted);
    }

    private InstalledBundle adoptExisting(Bundle bundle, boolean owned, boolean start) throws BundleRefusedException {
        try {
            return adopt(bundle, version(bundle), owned, start, () -> {});
        } catch (HangsException e) {
            throw blocked(e);
        } catch (BundleException e) {
            throw new BundleRefusedException(explain(e), e);
        }
    }

    private static String version(Bundle bundle) {
        return String.valueOf(bundle.getHeaders("").get(Constants.BUNDLE_VERSION));
    }

    private static boolean running(Bundle bundle) {
        return bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING;
    }

    @Override
    public State state(String location) {
        Bundle bundle = context.getBundle(location);
        if (bundle == null || bundle.getState() == Bundle.UNINSTALLED) {
            return State.ABSENT;
        }
        return running(bundle) ? State.ACTIVE : State.INACTIVE;
    }

    @Override
    public String stamp(String location) {
        Bundle bundle = context.getBundle(location);
        return bundle == null ? "" : InstalledBundle.stamp(bundle);
    }

    @Override
    public SourceContents contents(String location) {
        return new BundleContents(context.getBundle(location));
    }

    @Override
    public List<String> foreign() {
        return Arrays.stream(context.getBundles())
                .filter(FrameworkBundles::foreign)
                .map(Bundle::getLocation)
                .toList();
    }

    @Override
    public List<String> locations() {
        return Arrays.stream(context.getBundles()).map(Bundle::getLocation).toList();
    }

    static boolean foreign(Bundle bundle) {
        return !bundle.getLocation().startsWith(SCHEME) && bundle.getHeaders("").get("Souk-Catalog") != null;
    }

    @Override
    public void remove(String location) {
        Bundle bundle = context.getBundle(location);
        if (bundle != null && location.startsWith(SCHEME)) {
            uninstall(bundle, null);
        }
    }

    @Override
    public void removeForeign(String location) {
        Bundle bundle = context.getBundle(location);
        if (bundle != null && foreign(bundle)) {
            uninstall(bundle, null);
        }
    }

    @Override
    public boolean stopped(String location) {
        Bundle bundle = context.getBundle(location);
        return bundle != null && !bundle.adapt(BundleStartLevel.class).isPersistentlyStarted();
    }

    @Override
    public boolean isStopping() {
        try {
            int state = context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState();
            return state != Bundle.STARTING && state != Bundle.ACTIVE;
        } catch (IllegalStateException e) {
            // the deployer's own bundle has stopped already
            return true;
        }
    }

    @Override
    public void sweep(Set<String> needed) {
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getLocation().startsWith(SCHEME) && !needed.contains(bundle.getLocation())) {
                uninstall(bundle, null);
            }
        }
    }
}
