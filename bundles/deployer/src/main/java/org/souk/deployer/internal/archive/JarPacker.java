package org.souk.deployer.internal.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs contents that were checked into a jar, manifest first. It leaves signatures out, because they are valid for the original archive
 * only.
 */
public final class JarPacker {
    private static final Pattern SIGNATURE = Pattern.compile("(?i)META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

    private JarPacker() {}

    public static Path jar(SourceContents contents, Path jar) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (boolean manifest : new boolean[] {true, false}) {
                contents.visit((name, content) -> {
                    if (name.equals(JarFile.MANIFEST_NAME) == manifest
                            && !SIGNATURE.matcher(name).matches()) {
                        zip.putNextEntry(new ZipEntry(name));
                        try (InputStream in = content.open()) {
                            in.transferTo(zip);
                        }
                        zip.closeEntry();
                    }
                    return true;
                });
            }
        }
        return jar;
    }
}
