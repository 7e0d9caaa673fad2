package org.souk.fileinstall.config.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.souk.itests.Stubs;

/** Which configuration FileInstall gets. */
class FileInstallConfiguratorTest {
    private static final Path DEPLOY = Path.of("/shops/deploy");
    private static final Path DATA = Path.of("/shops/data");

    private final List<StoredConfiguration> stored = new ArrayList<>();

    /** A configuration, and how often it was written. */
    private final class StoredConfiguration {
        private final String pid;
        private @Nullable Dictionary<String, Object> properties;
        private int writes;

        StoredConfiguration(String pid, @Nullable Map<String, Object> properties) {
            this.pid = pid;
            this.properties = properties == null ? null : new Hashtable<>(properties);
        }

        @SuppressWarnings("unchecked")
        Configuration asConfiguration() {
            return Stubs.of(Configuration.class, (name, arguments) -> switch (name) {
                case "getPid" -> pid;
                case "getProperties" -> properties;
                case "delete" -> {
                    stored.remove(this);
                    yield null;
                }
                case "update" -> {
                    properties = (Dictionary<String, Object>) arguments[0];
                    writes++;
                    yield null;
                }
                default -> throw new UnsupportedOperationException(name);
            });
        }

        Object setting(String name) {
            return properties.get("felix.fileinstall." + name);
        }
    }

    private void configure(Path folder) throws Exception {
        configure(folder, DATA, true);
    }

    private void configure(Path folder, Path data, boolean all) throws Exception {
        new FileInstallConfigurator(
                folder, data, 250, all, Stubs.of(ConfigurationAdmin.class, (name, arguments) -> switch (name) {
                    case "listConfigurations" ->
                        stored.isEmpty()
                                ? null
                                : stored.stream()
                                        .map(StoredConfiguration::asConfiguration)
                                        .toArray(Configuration[]::new);
                    case "getFactoryConfiguration" ->
                        findOrCreate(arguments[0] + "~" + arguments[1]).asConfiguration();
                    default -> throw new UnsupportedOperationException(name);
                }));
    }

    private StoredConfiguration findOrCreate(String pid) {
        return stored.stream().filter(one -> one.pid.equals(pid)).findFirst().orElseGet(() -> {
            StoredConfiguration made = new StoredConfiguration(pid, null);
            stored.add(made);
            return made;
        });
    }

    @Test
    @DisplayName("a new container gets a configuration that waits for start level 90 at later starts")
    void first() throws Exception {
        configure(DEPLOY);
        assertThat(stored).hasSize(1);
        assertThat(stored.get(0).pid).isEqualTo("org.apache.felix.fileinstall~souk");
        assertThat(stored.get(0).setting("dir")).isEqualTo("/shops/deploy");
        assertThat(stored.get(0).setting("poll")).isEqualTo("250");
        assertThat(stored.get(0).setting("active.level")).isEqualTo("90");
        assertThat(stored.get(0).setting("subdir.mode")).isEqualTo("skip");
    }

    @Test
    @DisplayName("a restart writes nothing; another folder is written")
    void again() throws Exception {
        configure(DEPLOY);
        configure(DEPLOY);
        assertThat(stored.get(0).writes).isEqualTo(1);
        configure(Path.of("/elsewhere"));
        assertThat(stored).hasSize(1);
        assertThat(stored.get(0).setting("dir")).isEqualTo("/elsewhere");
    }

    @Test
    @DisplayName(
            "Karaf's configuration for the same folder is updated, its other keys stay; other configurations stay unchanged")
    void stock() throws Exception {
        stored.add(new StoredConfiguration(
                "org.apache.felix.fileinstall.1", Map.of("felix.fileinstall.dir", "/shops/etc")));
        stored.add(new StoredConfiguration(
                "org.apache.felix.fileinstall.2",
                Map.of(
                        "felix.fileinstall.dir",
                        "/shops/other/../deploy",
                        "felix.fileinstall.poll",
                        "1000",
                        "felix.fileinstall.filename",
                        "deploy.cfg")));
        configure(DEPLOY);
        assertThat(stored).hasSize(2);
        assertThat(stored.get(0).writes).isZero();
        assertThat(stored.get(1).setting("poll")).isEqualTo("250");
        assertThat(stored.get(1).setting("filename")).isEqualTo("deploy.cfg");
    }

    @Test
    @DisplayName(
            "where only catalogs are accepted, FileInstall has no configuration, not even one of an earlier version")
    void catalogsOnly(@TempDir Path data) throws Exception {
        configure(DEPLOY, data, false);
        assertThat(stored).isEmpty();
        configure(DEPLOY, data, true);
        Path copies = Path.of(stored.get(0).setting("tmpdir").toString());
        Path copy = Files.createFile(Files.createDirectories(copies).resolve("x.jar"));
        Path ofOtherFolder = Files.createFile(
                Files.createDirectories(data.resolve("generated-bundles")).resolve("x.jar"));
        configure(DEPLOY, data, false);
        assertThat(stored).isEmpty();
        assertThat(copy).exists();
        configure(DEPLOY, data, false);
        assertThat(copies).doesNotExist();
        assertThat(ofOtherFolder).exists();
    }

    @Test
    @DisplayName("where only catalogs are accepted, Karaf's own configuration for the folder goes, and no other")
    void catalogsOnlyInStockKaraf(@TempDir Path data) throws Exception {
        stored.add(new StoredConfiguration(
                "org.apache.felix.fileinstall.1", Map.of("felix.fileinstall.dir", "/shops/etc")));
        stored.add(new StoredConfiguration(
                "org.apache.felix.fileinstall.2", Map.of("felix.fileinstall.dir", DEPLOY.toString())));
        configure(DEPLOY, data, false);
        assertThat(stored).extracting(one -> one.pid).containsExactly("org.apache.felix.fileinstall.1");
        assertThat(stored.get(0).writes).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "x.jar, true", "features.xml, true", "org.souk.web.cfg, true",
        "tack.catalog.zip, false", "tack.jar.problems.txt, false", ".x.jar, false",
    })
    @DisplayName("FileInstall leaves to the deployer what is the deployer's")
    void filter(String name, boolean seen) throws Exception {
        configure(DEPLOY);
        assertThat(name.matches(stored.get(0).setting("filter").toString())).isEqualTo(seen);
    }

    @ParameterizedTest
    @CsvSource({
        "catalogs, allow, false",
        "all, allow, true",
        "all, deny, false",
        "all, Deny, false",
        "all, 'deny ', false",
        "all, no, false",
        "all, '', false",
        "ALL, allow, false",
        "everything, allow, false",
    })
    @DisplayName("only all, without java = deny, lets FileInstall watch the folder")
    void accepts(String accepts, String java, boolean all) {
        assertThat(FileInstallConfigurator.acceptsAll(accepts, java)).isEqualTo(all);
    }
}
