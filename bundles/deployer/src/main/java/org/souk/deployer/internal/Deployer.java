package org.souk.deployer.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.CatalogChange;
import org.souk.api.catalog.CatalogContributor;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogListener;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.Catalogs;
import org.souk.api.catalog.LiveCatalogs;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.bundle.CatalogBundleListener;
import org.souk.deployer.internal.bundle.FrameworkBundles;
import org.souk.deployer.internal.lifecycle.CatalogLifecycle;
import org.souk.deployer.internal.lifecycle.Settings;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.watch.DeployFolder;
import org.souk.deployer.internal.watch.SettlingQueue;

/** The deployer as a component. It connects settings, services and events of the container to {@link CatalogLifecycle}. */
@Component(
        service = {Catalogs.class, Deployer.class},
        immediate = true,
        configurationPid = {"org.souk.deploy", "org.souk.database", "org.souk.node"})
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>='org.souk.api.catalog.LiveCatalogs'",
        uses = LiveCatalogs.class)
public final class Deployer implements Catalogs {
    private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);

    private final CatalogLifecycle lifecycle;
    private final CatalogBundleListener watch;
    private final Settings settings;
    private final boolean sells;
    private final BundleContext context;
    private final HostGrantSettings hostGrants;
    private volatile @Nullable ServiceRegistration<LiveCatalogs> registration;
    private volatile boolean closed;

    @Activate
    public Deployer(BundleContext context, Config config, @Reference HostGrantSettings hostGrants) {
        this.context = context;
        this.hostGrants = hostGrants;
        settings = settings(context, config);
        sells = !config.server().equals("only");
        lifecycle = new CatalogLifecycle(
                settings,
                new FrameworkBundles(context),
                Clock.systemUTC(),
                SettlingQueue.QuietTimes.DEFAULT,
                this::register);
        hostGrants.open(config.checkoutUrl(), lifecycle::grant);
        watch = new CatalogBundleListener(context, lifecycle.bundleEvents()::changed);
        if (!sells) {
            LOG.info("This container runs the database and no shops; catalogs are ignored");
            // not on this thread: consumers also need this component, which is available when this constructor returns
            new Thread(this::register, "souk-catalogs-ignored").start();
        }
    }

    /**
     * Registers {@link LiveCatalogs} once all previously live catalogs are live again. Until then consumers wait for the service, so that
     * no shop's host counts as unknown at startup or while this bundle is replaced. Holds no lock, because consumers run on this thread.
     */
    private void register() {
        if (!closed) {
            registration = context.registerService(LiveCatalogs.class, lifecycle.live(), null);
        }
    }

    private static Settings settings(BundleContext context, Config config) {
        Path base = path(context.getProperty("karaf.base"), ".");
        Path data = path(context.getProperty("karaf.data"), "data");
        String folder = config.folder().isBlank() ? "deploy" : config.folder().strip();
        boolean java = allowsJava(config.java());
        return new Settings(
                real(base.resolve(folder)),
                data.resolve("souk"),
                java,
                acceptsOthers(config.accepts(), java),
                new DeployFolder.Times(Duration.ofMillis(Math.max(1, config.poll()))),
                new Limits(
                        config.limit_unpacked_bytes(),
                        config.limit_entries(),
                        config.limit_levels(),
                        config.limit_ratio(),
                        config.limit_ratio_from_bytes(),
                        config.limit_yaml_bytes(),
                        config.limit_table_bytes() > 0
                                ? config.limit_table_bytes()
                                : Limits.tableBytes(Runtime.getRuntime().maxMemory()),
                        config.limit_products(),
                        config.limit_variants(),
                        config.limit_field_characters(),
                        Limits.memoryBytes(Runtime.getRuntime().maxMemory(), config.limit_memory_percent())));
    }

    /** Whether catalogs may bring Java. A value that is misspelt must not allow what the operator may have wanted to forbid. */
    static boolean allowsJava(String java) {
        boolean allows = java.strip().equals("allow");
        if (!allows && !java.strip().equals("deny")) {
            LOG.error(
                    "java = '{}' in etc/org.souk.deploy.cfg (SOUK_CATALOG_JAVA) is neither allow nor deny, so catalogs with"
                            + " Java are refused; correct it",
                    java);
        }
        return allows;
    }

    /** Whether FileInstall may install other artifacts. {@code fileinstall-config} decides by the same settings. */
    static boolean acceptsOthers(String accepts, boolean javaAllowed) {
        boolean all = accepts.strip().equals("all");
        if (!all && !accepts.strip().equals("catalogs")) {
            LOG.error(
                    "accepts = '{}' in etc/org.souk.deploy.cfg (SOUK_DEPLOY_ACCEPTS) is neither catalogs nor all, so only"
                            + " catalogs are taken; correct it",
                    accepts);
        } else if (all && !javaAllowed) {
            LOG.error(
                    "accepts = all in etc/org.souk.deploy.cfg (SOUK_DEPLOY_ACCEPTS) is allowed only together with java ="
                            + " allow (SOUK_CATALOG_JAVA), so only catalogs are taken; change one of the two");
            return false;
        }
        return all;
    }

    private static Path path(@Nullable String text, String otherwise) {
        return Path.of(text == null ? otherwise : text).toAbsolutePath().normalize();
    }

    /** The folder with all symbolic links resolved, if it exists, because bundles and FileInstall name paths in that form. */
    static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder.toAbsolutePath().normalize();
        }
    }

    @Modified
    void modified(BundleContext context, Config config) {
        Settings next = settings(context, config);
        lifecycle.allowJava(next.javaAllowed());
        lifecycle.acceptOthers(next.acceptsOthers());
        hostGrants.open(config.checkoutUrl(), lifecycle::grant);
        List<String> later = settingsForNextStart(settings, next);
        if (!later.isEmpty()) {
            LOG.warn(
                    "Changed in etc/org.souk.deploy.cfg, but used only from the next start of the container on: {}",
                    String.join(", ", later));
        }
    }

    /** The names of changed settings that only a start of the container applies. */
    static List<String> settingsForNextStart(Settings settings, Settings next) {
        List<String> names = new ArrayList<>();
        if (!next.deploy().equals(settings.deploy())) {
            names.add("folder");
        }
        if (!next.times().equals(settings.times())) {
            names.add("poll");
        }
        if (!next.limits().equals(settings.limits())) {
            names.add("limit.*");
        }
        return names;
    }

    @Deactivate
    void close() {
        closed = true;
        ServiceRegistration<LiveCatalogs> known = registration;
        if (known != null) {
            // before the rest is closed, so that consumers finish their work
            known.unregister();
        }
        hostGrants.close();
        watch.close();
        lifecycle.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindContributor(CatalogContributor contributor) {
        if (sells) {
            lifecycle.add(contributor);
        }
    }

    void unbindContributor(CatalogContributor contributor) {
        lifecycle.remove(contributor);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindListener(CatalogListener listener) {
        lifecycle.add(listener);
    }

    void unbindListener(CatalogListener listener) {
        lifecycle.remove(listener);
    }

    boolean handles(Path path) {
        return lifecycle.handles(path);
    }

    String trouble() {
        return lifecycle.trouble();
    }

    String scanTrouble() {
        return lifecycle.scanTrouble();
    }

    @Override
    public List<CatalogStatus> list() {
        return lifecycle.statuses();
    }

    @Override
    public Optional<CatalogStatus> find(CatalogId id) {
        return lifecycle.status(id);
    }

    @Override
    public CheckReport check(Path path) {
        return lifecycle.check(path);
    }

    @Override
    public CatalogChange park(CatalogId id) {
        return lifecycle.commands().park(id);
    }

    @Override
    public CatalogChange resume(CatalogId id) {
        return lifecycle.commands().resume(id);
    }

    @Override
    public CatalogChange rollback(CatalogId id) {
        return lifecycle.commands().rollback(id);
    }

    @Override
    public CatalogChange accept(CatalogId id) {
        return lifecycle.commands().accept(id);
    }

    @Override
    public CatalogChange addHost(CatalogId id, HostPattern host) {
        return lifecycle.commands().addHost(id, host);
    }

    @Override
    public CatalogChange removeHost(CatalogId id, HostPattern host) {
        return lifecycle.commands().removeHost(id, host);
    }

    @Override
    public boolean settled() {
        return !sells || lifecycle.settled();
    }
}
