package org.souk.deployer.internal.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs contents that were checked into a jar, manifest first. It leaves signatures out, because they are valid for the original archive only. */
public final class JarPacker {
    private static final Pattern SIGNATURE = Pattern.compile("(?i)META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

    private JarPacker() {}

    public static Path jar(Contents contents, Path jar) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            contents.visit(new Entries(zip, true));
            contents.visit(new Entries(zip, false));
        }
        return jar;
    }

    private record Entries(ZipOutputStream zip, boolean manifest) implements Contents.Visitor {
        @Override
        public boolean begins(int entries) {
            return true;
        }

        @Override
        public boolean file(String name, Contents.Opener content) throws IOException {
            if (name.equals(JarFile.MANIFEST_NAME) == manifest
                    && !SIGNATURE.matcher(name).matches()) {
                zip.putNextEntry(new ZipEntry(name));
                try (InputStream in = content.open()) {
                    in.transferTo(zip);
                }
                zip.closeEntry();
            }
            return true;
        }

        @Override
        public boolean other(String name, String what) {
            return true;
        }
    }
}
