package org.souk.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The demo shop that brings Java, as many editions of it as a test wants. */
final class DemoJar {
    static final String HOST = "zuckerhut.localhost";
    static final String FILE = "zuckerhut.jar";
    static final String BUNDLE = "org.souk.zuckerhut";

    private DemoJar() {}

    /** The jar with the edition in the shop's name. */
    static byte[] edition(Container container, int edition) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile demo = new ZipFile(
                        container.home().resolve("demo").resolve(FILE).toFile());
                ZipOutputStream jar = new ZipOutputStream(bytes)) {
            for (Enumeration<? extends ZipEntry> all = demo.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                byte[] content = demo.getInputStream(entry).readAllBytes();
                jar.putNextEntry(new ZipEntry(entry.getName()));
                jar.write(entry.getName().equals("catalog.yaml") ? renamed(content, edition) : content);
                jar.closeEntry();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] renamed(byte[] yaml, int edition) {
        return new String(yaml, StandardCharsets.UTF_8)
                .replace("name: Zuckerhut\n", "name: Zuckerhut edition-" + edition + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
