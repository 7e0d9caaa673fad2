package org.souk.watch.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has FileInstall watch the deploy folder as soon as catalogs are understood.
 *
 * <p>FileInstall starts long before, and would take a catalog's jar for a plain bundle. So what it shall watch is no file in
 * etc/: this component writes it to the container's own configurations when the deployer's installer is there. It is kept in
 * data/ and holds FileInstall back at later starts by its start level; when data/ is gone, so is it.
 */
@Component(service = DeployFolder.class, immediate = true, configurationPid = "org.souk.deploy")
public final class DeployFolder {
    private static final Logger LOG = LoggerFactory.getLogger(DeployFolder.class);
    private static final String FACTORY = "org.apache.felix.fileinstall";
    private static final String DIR = "felix.fileinstall.dir";
    // none of Karaf's own installers ranks so high
    private static final String DEPLOYER = "(service.ranking>=1000)";

    /** {@code etc/org.souk.deploy.cfg}. */
    @interface Config {
        /** Folder that is watched; empty: deploy in the container's folder. */
        String folder() default "";

        /** Milliseconds between two looks at it; a new file is seen at the second. */
        int poll() default 250;
    }

    /** Watches from now on. */
    @Activate
    public DeployFolder(
            BundleContext context,
            Config config,
            @Reference ConfigurationAdmin configurations,
            @Reference(target = DEPLOYER) ArtifactInstaller catalogs)
            throws IOException, InvalidSyntaxException {
        this(
                folder(Path.of(context.getProperty("karaf.base")), config.folder()),
                Path.of(context.getProperty("karaf.data")),
                config.poll(),
                configurations);
    }

    DeployFolder(Path folder, Path data, int poll, ConfigurationAdmin configurations)
            throws IOException, InvalidSyntaxException {
        Configuration watch = watchOf(folder, configurations);
        Dictionary<String, Object> known = watch.getProperties();
        Dictionary<String, Object> wanted = known == null ? new Hashtable<>() : known;
        Map<String, String> settings = settings(folder, data, poll);
        boolean same =
                settings.entrySet().stream().allMatch(entry -> entry.getValue().equals(wanted.get(entry.getKey())));
        if (!same) {
            settings.forEach(wanted::put);
            watch.update(wanted);
            LOG.info("Watching {} every {} ms", folder, poll);
        }
    }

    /** Karaf's own watch of this folder if it has one: two would each install what is dropped. */
    private static Configuration watchOf(Path folder, ConfigurationAdmin configurations)
            throws IOException, InvalidSyntaxException {
        Configuration[] all = configurations.listConfigurations("(service.factoryPid=" + FACTORY + ")");
        for (Configuration one : all == null ? new Configuration[0] : all) {
            boolean ofKaraf = !one.getPid().endsWith("~souk");
            if (ofKaraf
                    && one.getProperties().get(DIR) instanceof String dir
                    && real(Path.of(dir)).equals(folder)) {
                return one;
            }
        }
        return configurations.getFactoryConfiguration(FACTORY, "souk", null);
    }

    private static Map<String, String> settings(Path folder, Path data, int poll) {
        Map<String, String> settings = new TreeMap<>();
        settings.put(DIR, folder.toString());
        settings.put(
                "felix.fileinstall.tmpdir", data.resolve("generated-bundles").toString());
        settings.put("felix.fileinstall.poll", String.valueOf(poll));
        // At later starts not before everything of Souk, which is at level 80.
        settings.put("felix.fileinstall.active.level", "90");
        settings.put("felix.fileinstall.start.level", "90");
        // Nothing that is dropped makes other bundles restart.
        settings.put("felix.fileinstall.optionalImportRefreshScope", "none");
        settings.put("felix.fileinstall.fragmentRefreshScope", "none");
        // What is there stays as it was dropped.
        settings.put("felix.fileinstall.enableConfigSave", "false");
        settings.put("felix.fileinstall.log.level", "2");
        return settings;
    }

    private static Path folder(Path base, String folder) {
        return real(base.resolve(folder.isBlank() ? "deploy" : folder.strip()));
    }

    private static Path real(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
