package org.souk.deployer.internal.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Version;
import org.souk.api.catalog.Catalog;
import org.souk.common.text.TextNormalizer;

/** Generates the bundle of a catalog without Java, a manifest only, so that operators can stop it like any bundle. */
final class GeneratedJar {
    private GeneratedJar() {}

    static InputStream of(Catalog catalog) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "org.souk.catalog." + catalog.id());
        main.putValue("Bundle-Version", version(catalog.version()).toString());
        main.putValue("Bundle-Name", TextNormalizer.caseKey(catalog.name()));
        main.putValue("Souk-Catalog", catalog.id().value());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** The version of the catalog if OSGi can parse it, otherwise 0.0.0 with that version as qualifier. */
    static Version version(String text) {
        try {
            return Version.parseVersion(text);
        } catch (IllegalArgumentException e) {
            return new Version(0, 0, 0, text.replaceAll("[^A-Za-z0-9_-]", "_"));
        }
    }
}
