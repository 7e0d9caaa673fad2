package org.souk.deployer.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small catalogs for tests. */
public final class Zips {
    private Zips() {}

    /** The files of a whole catalog, to be changed. */
    public static Map<String, String> shop(String id, String... hosts) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "catalog.yaml",
                "id: " + id + "\nname: Shop " + id + "\nhosts: ["
                        + (hosts.length == 0 ? id + ".localhost" : String.join(", ", hosts))
                        + "]\ncurrency: GBP\nlocale: en-GB\n");
        files.put("products.csv", "Handle,Title,Variant Price,Variant SKU\nmug,Mug,4.50,M1\nbowl,Bowl,9.00,\n");
        return files;
    }

    public static void zip(Path file, Map<String, String> files) {
        Path fresh = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(fresh);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, String> entry : files.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
            Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void folder(Path folder, Map<String, String> files) {
        files.forEach((name, text) -> {
            try {
                Files.createDirectories(folder.resolve(name).getParent());
                Files.writeString(folder.resolve(name), text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
