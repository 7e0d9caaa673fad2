package org.souk.sbom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.Property;

/** Called by the build of the distribution. */
public final class SbomBuilder {
    private static final Pattern CLASSPATH = Pattern.compile("system[/\\\\][A-Za-z0-9._/\\\\-]+\\.jar");

    private SbomBuilder() {}

    /**
     * Writes {@code sbom.cdx.json} into the folder of a distribution and checks its contents.
     *
     * @param arguments the folder, the version of the distribution, and the list of known vulnerabilities
     * @throws IllegalStateException if the distribution must not be released, with one line per reason
     */
    public static void main(String... arguments) throws IOException, GeneratorException {
        Path distribution = Path.of(arguments[0]);
        List<Artifact> artifacts = Distribution.read(distribution);
        Files.writeString(distribution.resolve("sbom.cdx.json"), json(artifacts, arguments[1]));
        List<String> violations = new ArrayList<>(KnownVulnerabilities.parse(Files.readString(Path.of(arguments[2])))
                .violations(artifacts));
        violations.addAll(missingJars(distribution));
        if (!violations.isEmpty()) {
            throw new IllegalStateException(String.join("\n", violations));
        }
    }

    /** A CycloneDX document. It has neither a time nor a serial number, so that equal contents give an equal file. */
    static String json(List<Artifact> artifacts, String version) throws GeneratorException {
        Component container = new Component();
        container.setType(Component.Type.APPLICATION);
        container.setGroup("org.souk");
        container.setName("souk");
        container.setVersion(version);
        Metadata metadata = new Metadata();
        metadata.setTimestamp(null);
        metadata.setComponent(container);
        Bom bom = new Bom();
        bom.setMetadata(metadata);
        Map<String, Component> components = new TreeMap<>();
        for (Artifact artifact : artifacts) {
            Component component = components.computeIfAbsent(artifact.purl(), purl -> component(artifact));
            Property location = new Property();
            location.setName("souk:location");
            location.setValue(artifact.location());
            component.addProperty(location);
        }
        bom.setComponents(new ArrayList<>(components.values()));
        return BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString() + "\n";
    }

    private static Component component(Artifact artifact) {
        Component component = new Component();
        component.setType(Component.Type.LIBRARY);
        component.setGroup(artifact.group());
        component.setName(artifact.name());
        component.setVersion(artifact.version());
        component.setPurl(artifact.purl());
        component.setBomRef(artifact.purl());
        if (!artifact.sha256().isEmpty()) {
            component.addHash(new Hash(Hash.Algorithm.SHA_256, artifact.sha256()));
        }
        if (!artifact.license().isEmpty()) {
            License license = new License();
            license.setName(artifact.license());
            LicenseChoice choice = new LicenseChoice();
            choice.addLicense(license);
            component.setLicenses(choice);
        }
        return component;
    }

    /** The scripts of Karaf list jars by version; the build replaces some of them. */
    private static List<String> missingJars(Path distribution) throws IOException {
        List<String> missing = new ArrayList<>();
        List<Path> scripts;
        try (Stream<Path> files = Files.list(distribution.resolve("bin"))) {
            scripts = files.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path script : scripts) {
            Matcher jar = CLASSPATH.matcher(Files.readString(script));
            while (jar.find()) {
                if (!Files.exists(distribution.resolve(jar.group().replace('\\', '/')))) {
                    missing.add(script.getFileName() + " names " + jar.group() + ", which is not there");
                }
            }
        }
        return missing;
    }
}
