package org.souk.fileinstall.config.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** What FileInstall is told, seen in the container's configurations. */
class FileInstallConfiguratorTest {
    private static final Path DEPLOY = Path.of("/shops/deploy");
    private static final Path DATA = Path.of("/shops/data");

    private final List<Kept> kept = new ArrayList<>();

    /** A configuration, and how often it was written. */
    private static final class Kept {
        private final String pid;
        private @Nullable Dictionary<String, Object> properties;
        private int writes;

        Kept(String pid, @Nullable Map<String, Object> properties) {
            this.pid = pid;
            this.properties = properties == null ? null : new Hashtable<>(properties);
        }

        @SuppressWarnings("unchecked")
        Configuration asConfiguration() {
            return fake(Configuration.class, (name, arguments) -> switch (name) {
                case "getPid" -> pid;
                case "getProperties" -> properties;
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

    private interface Answer {
        @Nullable
        Object to(String method, Object[] arguments);
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
    }

    private void watch(Path folder) throws Exception {
        new FileInstallConfigurator(
                folder, DATA, 250, fake(ConfigurationAdmin.class, (name, arguments) -> switch (name) {
                    case "listConfigurations" ->
                        kept.isEmpty()
                                ? null
                                : kept.stream().map(Kept::asConfiguration).toArray(Configuration[]::new);
                    case "getFactoryConfiguration" ->
                        ours(arguments[0] + "~" + arguments[1]).asConfiguration();
                    default -> throw new UnsupportedOperationException(name);
                }));
    }

    private Kept ours(String pid) {
        return kept.stream().filter(one -> one.pid.equals(pid)).findFirst().orElseGet(() -> {
            Kept made = new Kept(pid, null);
            kept.add(made);
            return made;
        });
    }

    @Test
    @DisplayName("a container that never ran gets a watch that waits for level 90 at later starts")
    void first() throws Exception {
        watch(DEPLOY);
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0).pid).isEqualTo("org.apache.felix.fileinstall~souk");
        assertThat(kept.get(0).setting("dir")).isEqualTo("/shops/deploy");
        assertThat(kept.get(0).setting("poll")).isEqualTo("250");
        assertThat(kept.get(0).setting("active.level")).isEqualTo("90");
    }

    @Test
    @DisplayName("a restart writes nothing, another folder does")
    void again() throws Exception {
        watch(DEPLOY);
        watch(DEPLOY);
        assertThat(kept.get(0).writes).isEqualTo(1);
        watch(Path.of("/elsewhere"));
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0).setting("dir")).isEqualTo("/elsewhere");
    }

    @Test
    @DisplayName("Karaf's own watch of the folder is made ours, what else it says is kept; others are left alone")
    void stock() throws Exception {
        kept.add(new Kept("org.apache.felix.fileinstall.1", Map.of("felix.fileinstall.dir", "/shops/etc")));
        kept.add(new Kept(
                "org.apache.felix.fileinstall.2",
                Map.of(
                        "felix.fileinstall.dir",
                        "/shops/other/../deploy",
                        "felix.fileinstall.poll",
                        "1000",
                        "felix.fileinstall.filename",
                        "deploy.cfg")));
        watch(DEPLOY);
        assertThat(kept).hasSize(2);
        assertThat(kept.get(0).writes).isZero();
        assertThat(kept.get(1).setting("poll")).isEqualTo("250");
        assertThat(kept.get(1).setting("filename")).isEqualTo("deploy.cfg");
    }
}
