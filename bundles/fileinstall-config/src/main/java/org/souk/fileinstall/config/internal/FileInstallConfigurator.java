package org.souk.fileinstall.config.internal;

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
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Configures Felix FileInstall to watch the deploy folder, once the deployer has registered its installer for catalogs.
 *
 * <p>FileInstall starts much earlier and would install a catalog's jar as a plain bundle. Therefore no file in etc/ configures it: this
 * component creates the configuration when the deployer's installer appears. The configuration is stored in data/; at later starts the
 * start level in it delays FileInstall.
 */
@Component(service = FileInstallConfigurator.class, immediate = true, configurationPid = "org.souk.deploy")
@Designate(ocd = FileInstallConfigurator.Config.class)
public final class FileInstallConfigurator {
    private static final Logger LOG = LoggerFactory.getLogger(FileInstallConfigurator.class);
    private static final String FACTORY = "org.apache.felix.fileinstall";
    private static final String DIR = "felix.fileinstall.dir";
    // the deployer's installer: its ranking is higher than that of any installer of Karaf
    private static final String DEPLOYER = "(service.ranking>=1000)";

    @ObjectClassDefinition(name = "Souk: deploy folder", description = "The watched folder: etc/org.souk.deploy.cfg.")
    @interface Config {
        @AttributeDefinition(
                description = "Folder to watch for catalogs. Default empty: deploy in the folder of the container.")
        String folder() default "";

        @AttributeDefinition(
                description =
                        "Milliseconds between two scans of the folder; 1 or more. FileInstall reports a new file at"
                                + " the second scan that sees it. Default 250.",
                min = "1")
        int poll() default 250;
    }

    @Activate
    public FileInstallConfigurator(
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

    FileInstallConfigurator(Path folder, Path data, int poll, ConfigurationAdmin configurations)
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

    /**
     * The configuration to update. If Karaf itself has one for this folder, it is that one: with two configurations, each would install
     * every file.
     */
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
        // At later starts FileInstall begins after all bundles of Souk, which have start level 80.
        settings.put("felix.fileinstall.active.level", "90");
        settings.put("felix.fileinstall.start.level", "90");
        // Installing a file never restarts other bundles.
        settings.put("felix.fileinstall.optionalImportRefreshScope", "none");
        settings.put("felix.fileinstall.fragmentRefreshScope", "none");
        // FileInstall never writes to the files in the folder.
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
