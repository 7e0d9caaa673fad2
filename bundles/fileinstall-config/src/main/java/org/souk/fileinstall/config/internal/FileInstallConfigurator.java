package org.souk.fileinstall.config.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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
 * Configures Felix FileInstall to install other artifacts than catalogs from the deploy folder, if the operator sets {@code accepts = all}.
 * It waits until the deployer has registered its installer, which claims the catalogs. By default FileInstall does not watch the folder,
 * and this component deletes the configuration that an earlier version or the setting {@code all} left behind.
 *
 * <p>No file in etc/ configures FileInstall, because it starts much earlier than the deployer and would install a catalog's jar as a plain
 * bundle. The configuration is stored in data/; at later starts the start level in it delays FileInstall.
 */
@Component(service = FileInstallConfigurator.class, immediate = true, configurationPid = "org.souk.deploy")
@Designate(ocd = FileInstallConfigurator.Config.class)
public final class FileInstallConfigurator {
    private static final Logger LOG = LoggerFactory.getLogger(FileInstallConfigurator.class);
    private static final String FACTORY = "org.apache.felix.fileinstall";
    private static final String DIR = "felix.fileinstall.dir";
    private static final String FILTER = "felix.fileinstall.filter";
    /** Excludes zips and problems files, which the deployer claims anyway, and hidden files. */
    private static final String NO_CATALOGS = "(?!\\.)(?!.*\\.catalog\\.zip$)(?!.*\\.problems\\.txt$).*";
    // the deployer's installer: its ranking is higher than that of any installer of Karaf
    private static final String DEPLOYER = "(service.ranking>=1000)";
    /** Where FileInstall keeps copies of what it installs from the deploy folder; it keeps those of other folders in Karaf's own folder. */
    private static final String COPIES = "deploy-bundles";

    @ObjectClassDefinition(name = "Souk: deploy folder", description = "The watched folder: etc/org.souk.deploy.cfg.")
    @interface Config {
        @AttributeDefinition(
                description = "Folder to watch for catalogs. Default empty: deploy in the folder of the container.")
        String folder() default "";

        @AttributeDefinition(
                description =
                        "catalogs: FileInstall does not watch the folder; all: it installs other artifacts from there,"
                                + " if java = allow. Default catalogs.")
        String accepts() default "catalogs";

        @AttributeDefinition(
                description =
                        "allow, or deny to refuse catalogs with Java; any other value counts as deny. Default allow.")
        String java() default "allow";

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
                acceptsAll(config.accepts(), config.java()),
                configurations);
    }

    /** Whether other artifacts are accepted. The deployer logs a setting that is not allowed, and counts an unknown one as deny. */
    static boolean acceptsAll(String accepts, String java) {
        return accepts.strip().equals("all") && java.strip().equals("allow");
    }

    FileInstallConfigurator(Path folder, Path data, int poll, boolean acceptsAll, ConfigurationAdmin configurations)
            throws IOException, InvalidSyntaxException {
        if (acceptsAll) {
            configure(watchOf(folder, configurations), folder, settings(folder, data, poll));
        } else if (!remove(folder, configurations)) {
            // when FileInstall has just lost its configuration, it deletes its copies itself
            removeCopies(data.resolve(COPIES));
        }
    }

    /** Deletes our configuration and that of Karaf for the same folder. FileInstall then also deletes the file of the latter in etc/. */
    private static boolean remove(Path folder, ConfigurationAdmin configurations)
            throws IOException, InvalidSyntaxException {
        boolean removed = false;
        for (Configuration one : all(configurations)) {
            if (isOurs(one) || watches(one, folder)) {
                one.delete();
                removed = true;
                LOG.info("FileInstall does not watch {} any more; only catalogs are taken from there", folder);
            }
        }
        return removed;
    }

    /** Deletes the copies of FileInstall, including unfinished ones of a container that was killed. The framework has its own copies. */
    private static void removeCopies(Path copies) {
        try (Stream<Path> all = Files.exists(copies) ? Files.walk(copies) : Stream.empty()) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{} cannot be deleted; it is of no use any more: {}", copies, e.toString());
        }
    }

    private static void configure(Configuration watch, Path folder, Map<String, String> settings) throws IOException {
        Dictionary<String, Object> known = watch.getProperties();
        Dictionary<String, Object> wanted = known == null ? new Hashtable<>() : known;
        boolean same =
                settings.entrySet().stream().allMatch(entry -> entry.getValue().equals(wanted.get(entry.getKey())));
        if (!same) {
            settings.forEach(wanted::put);
            watch.update(wanted);
            LOG.info("FileInstall is configured for {}: {}", folder, settings);
        }
    }

    /**
     * The configuration to update. If Karaf itself has one for this folder, it is that one: with two configurations, each would install
     * every file.
     */
    private static Configuration watchOf(Path folder, ConfigurationAdmin configurations)
            throws IOException, InvalidSyntaxException {
        for (Configuration one : all(configurations)) {
            if (!isOurs(one) && watches(one, folder)) {
                return one;
            }
        }
        return configurations.getFactoryConfiguration(FACTORY, "souk", null);
    }

    private static Configuration[] all(ConfigurationAdmin configurations) throws IOException, InvalidSyntaxException {
        Configuration[] all = configurations.listConfigurations("(service.factoryPid=" + FACTORY + ")");
        return all == null ? new Configuration[0] : all;
    }

    private static boolean isOurs(Configuration one) {
        return one.getPid().endsWith("~souk");
    }

    private static boolean watches(Configuration one, Path folder) {
        return one.getProperties().get(DIR) instanceof String dir
                && real(Path.of(dir)).equals(folder);
    }

    private static Map<String, String> settings(Path folder, Path data, int poll) {
        Map<String, String> settings = new TreeMap<>();
        settings.put(DIR, folder.toString());
        settings.put("felix.fileinstall.tmpdir", data.resolve(COPIES).toString());
        settings.put("felix.fileinstall.poll", String.valueOf(poll));
        settings.put(FILTER, NO_CATALOGS);
        settings.put("felix.fileinstall.subdir.mode", "skip");
        // FileInstall has a second scanner, which looks into folders in spite of subdir.mode.
        settings.put("felix.fileinstall.disableNio2", "true");
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
