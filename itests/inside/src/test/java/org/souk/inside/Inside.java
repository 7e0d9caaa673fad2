package org.souk.inside;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.environment;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureSecurity;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.ops4j.pax.exam.Option;
import org.souk.itests.Await;
import org.souk.itests.FreePorts;

/** The packed distribution as Pax Exam starts it: separate ports, an empty user.home, the Java options of bin/karaf. */
final class Inside {
    private static final String KARAF = "4.4.10";
    private static final List<String> OPENED = List.of(
            "java.base/java.security",
            "java.base/java.net",
            "java.base/java.lang",
            "java.base/java.util",
            "java.naming/javax.naming.spi",
            "java.rmi/sun.rmi.transport.tcp");
    private static final List<String> EXPORTED = List.of(
            "java.base/sun.net.www.protocol.file",
            "java.base/sun.net.www.protocol.ftp",
            "java.base/sun.net.www.protocol.http",
            "java.base/sun.net.www.protocol.https",
            "java.base/sun.net.www.protocol.jar",
            "java.base/sun.net.www.content.text",
            "jdk.xml.dom/org.w3c.dom.html",
            "jdk.naming.rmi/com.sun.jndi.url.rmi",
            "java.rmi/sun.rmi.registry",
            "java.security.sasl/com.sun.security.sasl",
            "java.naming/com.sun.jndi.ldap");

    private Inside() {}

    static Option[] distribution() {
        return container(Path.of(System.getProperty("souk.distribution")), "Souk");
    }

    /** Karaf as Apache packs it, on ports of its own. It finds Souk where the distribution has it, as in a repository of a company. */
    static Option[] stockKaraf() {
        Path repository = Path.of(System.getProperty("souk.repository"));
        String souk = unpackedRepository().toUri() + "@id=souk@snapshots";
        String archive = "org/apache/karaf/apache-karaf/%1$s/apache-karaf-%1$s.tar.gz".formatted(KARAF);
        return new Option[] {
            composite(container(repository.resolve(archive), "Karaf")),
            editConfigurationFilePut(
                    "etc/org.ops4j.pax.url.mvn.cfg",
                    "org.ops4j.pax.url.mvn.defaultRepositories",
                    "file:${karaf.home}/system@id=system.repository@snapshots, " + souk),
            editConfigurationFilePut("etc/org.apache.karaf.shell.cfg", "sshPort", String.valueOf(FreePorts.take())),
            editConfigurationFilePut(
                    "etc/org.apache.karaf.management.cfg", "rmiRegistryPort", String.valueOf(FreePorts.take())),
            editConfigurationFilePut(
                    "etc/org.apache.karaf.management.cfg", "rmiServerPort", String.valueOf(FreePorts.take())),
            editConfigurationFilePut("etc/org.apache.karaf.features.cfg", "autoRefresh", "false"),
            systemProperty("souk.version").value(System.getProperty("souk.version"))
        };
    }

    private static Path unpackedRepository() {
        Path folder = Path.of(System.getProperty("souk.containers"), "souk");
        try {
            Files.createDirectories(folder);
            String[] command = {
                "tar",
                "xzf",
                System.getProperty("souk.distribution"),
                "--strip-components=2",
                "--wildcards",
                "*/system/*"
            };
            if (new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .inheritIO()
                            .start()
                            .waitFor()
                    != 0) {
                throw new IllegalStateException("the distribution cannot be unpacked");
            }
            return folder;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Option[] container(Path archive, String name) {
        Path containers = Path.of(System.getProperty("souk.containers"));
        return new Option[] {
            karafDistributionConfiguration()
                    .frameworkUrl(archive.toUri().toString())
                    .name(name)
                    .karafVersion(KARAF)
                    .unpackDirectory(containers.toFile())
                    .useDeployFolder(false),
            configureSecurity().disableKarafMBeanServerBuilder(),
            configureConsole().ignoreLocalConsole(),
            keepRuntimeFolder(),
            composite(ports()),
            composite(repositories()),
            vmOption("-Duser.home=" + containers.resolve("nobody")),
            bundle(shared(Await.class).toUri().toString()),
            composite(java())
        };
    }

    /** A bundle with a class that tests use inside the container, too. */
    private static Path shared(Class<?> type) {
        String file = type.getName().replace('.', '/') + ".class";
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "org.souk.inside.shared");
        manifest.getMainAttributes().putValue("Export-Package", type.getPackageName());
        try {
            Path jar = Files.createDirectories(Path.of(System.getProperty("souk.containers")))
                    .resolve("shared.jar");
            try (InputStream in = type.getClassLoader().getResourceAsStream(file);
                    JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
                out.putNextEntry(new ZipEntry(file));
                in.transferTo(out);
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pax Exam's own bundles are not in the distribution: they come from where Maven has put them. */
    private static Option[] repositories() {
        String local = System.getProperty("souk.repository");
        return new Option[] {
            editConfigurationFilePut(
                    "etc/org.ops4j.pax.url.mvn.cfg",
                    "org.ops4j.pax.url.mvn.repositories",
                    new File(local).toURI()
                            + "@id=maven.local@snapshots, https://repo.maven.apache.org/maven2@id=central")
        };
    }

    private static Option[] ports() {
        List<Option> all = new ArrayList<>();
        for (String port : List.of("HTTP", "ADMIN", "SSH", "RMI", "RMI_SERVER", "DB")) {
            all.add(environment("SOUK_" + port + "_PORT=" + FreePorts.take()));
        }
        return all.toArray(Option[]::new);
    }

    private static Option[] java() {
        List<Option> all = new ArrayList<>();
        all.add(vmOption("--add-reads=java.xml=java.logging"));
        all.add(vmOption("--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED"));
        for (String[] patch : new String[][] {{"java.base", "locator"}, {"java.xml", "java.xml"}}) {
            all.add(vmOption("--patch-module"));
            all.add(vmOption("%s=lib/endorsed/org.apache.karaf.specs.%s-%s.jar".formatted(patch[0], patch[1], KARAF)));
        }
        OPENED.forEach(opened -> {
            all.add(vmOption("--add-opens"));
            all.add(vmOption(opened + "=ALL-UNNAMED"));
        });
        EXPORTED.forEach(exported -> all.add(vmOption("--add-exports=" + exported + "=ALL-UNNAMED")));
        all.add(vmOption("-classpath"));
        all.add(vmOption(String.join(File.pathSeparator, "lib/jdk9plus/*", "lib/boot/*", "lib/endorsed/*")));
        return all.toArray(Option[]::new);
    }
}
