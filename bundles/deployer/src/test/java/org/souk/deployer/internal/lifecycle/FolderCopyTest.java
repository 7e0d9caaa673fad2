package org.souk.deployer.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.souk.api.catalog.CatalogChange.Done;
import org.souk.api.catalog.CatalogStatus.State;
import org.souk.deployer.internal.RawZip;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.archive.DropExaminer;

/** Folders and archives that change, are incomplete, or changed in nothing but their times. */
class FolderCopyTest extends LifecycleFixture {
    private static final int PRODUCTS = 1000;

    private static Map<String, String> shop(int number) {
        Map<String, String> files = Zips.shop("tack");
        files.merge("catalog.yaml", "version: \"1." + number + "\"\n", String::concat);
        return files;
    }

    private Path folder(Map<String, String> files) {
        Path folder = deploy.resolve("tack.catalog");
        Zips.folder(folder, files);
        return folder;
    }

    private int products() {
        try (var lease = lease("tack.localhost")) {
            return lease.live().catalog().products().size();
        }
    }

    private static String table() {
        StringBuilder table = new StringBuilder("Handle,Title,Variant Price,Variant SKU\n");
        for (int i = 0; i < PRODUCTS; i++) {
            table.append("mug-" + i + ",Mug " + i + ",4.50,M" + i + "\n");
        }
        return table.toString();
    }

    @Test
    void aFolderThatIsCopiedSlowlyIsLiveAsAWhole() throws IOException {
        Map<String, String> files = shop(1);
        byte[] table = table().getBytes(StandardCharsets.UTF_8);
        files.put("products.csv", "");
        Path folder = folder(files);
        int from = 0;
        // each part but the last ends inside a row
        for (int to : new int[] {12_010, 20_009, table.length}) {
            assertThat(table[to - 1] == '\n').isEqualTo(to == table.length);
            Files.deleteIfExists(problems(folder));
            Files.write(folder.resolve("products.csv"), Arrays.copyOfRange(table, from, to), StandardOpenOption.APPEND);
            // a pause so long that the part is refused
            boolean last = to == table.length;
            until(() -> serves("tack.localhost") || (!last && Files.exists(problems(folder))));
            assertThat(serves("tack.localhost")).isEqualTo(last);
            from = to;
        }
        assertThat(products()).isEqualTo(PRODUCTS);
        until(() -> news.equals(List.of("live tack")));
    }

    @Test
    void aRowWithoutItsEndIsRefusedAtLastAndSaysWhere() throws IOException {
        Path folder = folder(shop(1));
        until(() -> serves("tack.localhost"));
        Path table = folder.resolve("products.csv");
        Files.writeString(table, "Handle,Title,Variant Price,Variant SKU\nmug,Mug,4.50,M1\nbowl,Bo");
        until(() -> Files.exists(problems(folder)));
        assertThat(problems(folder))
                .content()
                .contains("products.csv:3: the file ends inside this row (2 of 4 columns");
        assertThat(products()).isEqualTo(2);
        Files.writeString(table, "wl,9.00,M2\npot,Pot,1.00,M3", StandardOpenOption.APPEND);
        until(() -> products() == 3 && !Files.exists(problems(folder)));
    }

    private Properties properties(Path file) throws IOException {
        Properties values = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            values.load(in);
        }
        return values;
    }

    /** Shortens the stamp in a state file to what an earlier version wrote. */
    private String makeOld(Path file) throws IOException {
        Properties values = properties(file);
        String stamp = values.getProperty("stamp");
        String old = stamp.substring(0, stamp.lastIndexOf(' '));
        values.setProperty("stamp", old);
        try (OutputStream out = Files.newOutputStream(file)) {
            values.store(out, null);
        }
        return old;
    }

    @Test
    void afterAnUpdateOfSoukNothingIsReadAgain() throws IOException {
        folder(shop(1));
        until(() -> serves("tack.localhost"));
        drop("bad.catalog.zip", Map.of("catalog.yaml", "id: bad\n"));
        until(() -> has("bad", State.REFUSED));
        lifecycle.close();
        Path state = temp.resolve("data/catalogs/tack/state");
        Path refusal;
        try (var list = Files.list(temp.resolve("data/refusals"))) {
            refusal = list.findFirst().orElseThrow();
        }
        String live = makeOld(state);
        String refused = makeOld(refusal);
        lifecycle = fresh();
        until(lifecycle::settled);
        assertThat(serves("tack.localhost")).isTrue();
        assertThat(has("bad", State.REFUSED)).isTrue();
        assertThat(properties(state)).as("not read again").containsEntry("stamp", live);
        assertThat(properties(refusal)).as("not read again").containsEntry("stamp", refused);
        folder(shop(2));
        until(() -> versionAt("tack.localhost").equals("1.2"));
    }

    @Test
    void otherPermissionsBringNoRolledBackFolderBack() throws IOException {
        Path folder = folder(shop(1));
        until(() -> serves("tack.localhost"));
        folder(shop(2));
        until(() -> versionAt("tack.localhost").equals("1.2"));
        assertThat(lifecycle.commands().rollback(TACK)).isInstanceOf(Done.class);
        Files.setPosixFilePermissions(folder.resolve("products.csv"), PosixFilePermissions.fromString("rw-------"));
        String changed = new DropExaminer(limits)
                .examine(folder)
                .orElseThrow()
                .fingerprint()
                .text();
        Path state = temp.resolve("data/catalogs/tack/state");
        until(() -> properties(state).getProperty("stamp").equals(changed));
        assertThat(versionAt("tack.localhost")).isEqualTo("1.1");
        assertThat(status("tack").rolledBack()).isPresent();
    }

    @Test
    void anArchiveThatCannotBeReadSaysWhyAndLeavesNothing() throws IOException {
        RawZip zip = RawZip.shop("tack");
        zip.first().flags = 1;
        Path file = zip.write(deploy.resolve("tack.catalog.zip"));
        until(() -> Files.exists(problems(file)));
        assertThat(problems(file)).content().contains("is encrypted; save the zip without a password");
        try (var left = Files.list(temp.resolve("data/staging"))) {
            assertThat(left).isEmpty();
        }
    }
}
