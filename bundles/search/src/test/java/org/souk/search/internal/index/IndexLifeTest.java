package org.souk.search.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogContributor;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.ProductCollection;
import org.souk.api.search.Availability;
import org.souk.api.search.SearchPage;
import org.souk.api.search.SearchQuery;
import org.souk.search.internal.testing.Assortment;
import org.souk.search.internal.testing.Searched;
import org.souk.search.internal.testing.Shops;

class IndexLifeTest {
    @TempDir
    Path folder;

    private final Assortment assortment = new Assortment(3);

    @ParameterizedTest(name = "seed {0}")
    @DisplayName("an index made of the one before answers as a fresh one, whatever changed")
    @ValueSource(longs = {1, 2, 3})
    void incremental(long seed) throws IOException {
        Random random = new Random(seed);
        List<Product> products = new ArrayList<>(assortment.products(150));
        Searched live = Searched.of(catalog(products), folder.resolve("0"));
        for (int version = 1; version <= 8; version++) {
            products = changed(products, random, version);
            Catalog catalog = catalog(products);
            Searched next = Searched.of(catalog, folder.resolve("" + version), live);
            live.close();
            delete(folder.resolve("" + (version - 1)));
            live = next;
            Path other = folder.resolve("fresh" + version);
            try (Searched fresh = Searched.of(catalog, other)) {
                for (SearchQuery query : queries(random)) {
                    same(live.find(query), fresh.find(query), query);
                }
                assertThat(live.suggest(assortment.word(version).substring(0, 3), 8))
                        .isEqualTo(fresh.suggest(assortment.word(version).substring(0, 3), 8));
            }
        }
        live.close();
    }

    private static void same(SearchPage one, SearchPage other, SearchQuery query) {
        assertThat(one.items()).as(query.toString()).isEqualTo(other.items());
        assertThat(one.total()).isEqualTo(other.total());
        assertThat(one.facets()).isEqualTo(other.facets());
        assertThat(one.corrected()).isEqualTo(other.corrected());
    }

    private List<Product> changed(List<Product> before, Random random, int version) {
        List<Product> products = new ArrayList<>(before);
        for (int i = 0; i < random.nextInt(8); i++) {
            products.remove(random.nextInt(products.size()));
        }
        for (int i = 0; i < random.nextInt(8); i++) {
            int position = random.nextInt(products.size());
            products.set(position, assortment.product(products.get(position).handle()));
        }
        for (int i = 0; i < random.nextInt(5); i++) {
            products.add(random.nextInt(products.size()), assortment.product("n" + version + "-" + i));
        }
        if (random.nextBoolean()) {
            Collections.swap(products, 0, products.size() - 1);
        }
        if (random.nextInt(4) == 0) {
            Collections.shuffle(products, random);
        }
        return products;
    }

    private List<SearchQuery> queries(Random random) {
        List<SearchQuery> queries = new ArrayList<>();
        for (String sort : List.of("", "title", "price-asc", "price-desc")) {
            String word = assortment.word();
            String wrong = word.substring(0, 2) + "x" + word.substring(3);
            for (String text : List.of("", word, wrong, word + " " + assortment.word(random.nextInt(5)))) {
                queries.add(new SearchQuery(text, "", Map.of(), List.of(), Availability.ANY, sort, 1, 30));
                queries.add(new SearchQuery(
                        text,
                        "half",
                        Map.of("option.Colour", List.of("Navy", "Red")),
                        List.of(),
                        Availability.ANY,
                        sort,
                        1,
                        30));
            }
        }
        return queries;
    }

    private static Catalog catalog(List<Product> products) {
        List<Product> half = new ArrayList<>(products.subList(0, products.size() / 2));
        Collections.reverse(half);
        return Shops.of("en", products, List.of(Shops.collection("half", half)));
    }

    @Test
    @DisplayName("an update shares the files of the version before and writes few of its own")
    void shares() throws IOException {
        List<Product> products = assortment.products(400);
        try (Searched live = Searched.of(catalog(products), folder.resolve("a"))) {
            List<Product> next = new ArrayList<>(products);
            next.set(7, assortment.product(products.get(7).handle()));
            try (Searched update = Searched.of(catalog(next), folder.resolve("b"), live)) {
                assertThat(update.index().reader().numDocs()).isEqualTo(400);
                long shared = 0;
                try (Stream<Path> files = Files.list(folder.resolve("b"))) {
                    for (Path file : files.toList()) {
                        Path old = folder.resolve("a").resolve(file.getFileName());
                        if (Files.exists(old) && Files.isSameFile(old, file)) {
                            shared += Files.size(file);
                        }
                    }
                }
                assertThat(shared).isGreaterThan(size(folder.resolve("b")) * 8 / 10);
            }
            assertThat(live.find("p7")).as("the one before is whole").isNotNull();
        }
    }

    @Test
    @DisplayName("many small updates leave few segments behind")
    void segments() throws IOException {
        List<Product> products = new ArrayList<>(assortment.products(200));
        Searched live = Searched.of(catalog(products), folder.resolve("0"));
        for (int i = 1; i <= 120; i++) {
            products.set(i, assortment.product(products.get(i).handle()));
            Searched next = Searched.of(catalog(products), folder.resolve("" + i), live);
            live.close();
            delete(folder.resolve("" + (i - 1)));
            live = next;
        }
        assertThat(live.index().reader().leaves()).hasSizeLessThanOrEqualTo(12);
        assertThat(live.index().reader().maxDoc()).isLessThan(400);
        live.close();
    }

    @Test
    @DisplayName("after a restart the index is opened as it was left")
    void reopens() throws IOException {
        Catalog catalog = catalog(assortment.products(50));
        Searched.of(catalog, folder).close();
        List<String> before = names(folder);
        Map<String, Object> keys = keys(folder);
        try (Searched again = Searched.of(catalog, folder)) {
            assertThat(again.find(SearchQuery.of("", 10)).total()).isEqualTo(50);
        }
        assertThat(names(folder)).isEqualTo(before);
        assertThat(keys(folder)).isEqualTo(keys);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a damaged index, half an index, or another version's is made again")
    @ValueSource(strings = {"zeros", "cut", "missing", "flipped", "other", "empty commit", "garbage"})
    void damaged(String how) throws IOException {
        Catalog catalog = catalog(assortment.products(50));
        Searched.of(how.equals("other") ? catalog(assortment.products(50)) : catalog, folder)
                .close();
        damage(how);
        try (Searched again = Searched.of(catalog, folder)) {
            String word = catalog.products().get(9).title().split(" ")[0];
            assertThat(again.find(word)).contains(catalog.products().get(9).handle());
            assertThat(again.index().reader().numDocs()).isEqualTo(50);
        }
        Searched.of(catalog, folder).close();
    }

    private void damage(String how) throws IOException {
        for (String name : names(folder)) {
            Path file = folder.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            switch (how) {
                case "zeros" -> Files.write(file, new byte[bytes.length]);
                case "cut" -> Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
                case "missing" -> {
                    if (!name.startsWith("segments")) {
                        Files.delete(file);
                    }
                }
                case "flipped" -> {
                    if (name.endsWith(".cfs")) {
                        bytes[bytes.length / 2] ^= 0x10;
                        Files.write(file, bytes);
                    }
                }
                case "empty commit" -> {
                    if (name.startsWith("segments")) {
                        Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
                    }
                }
                case "garbage" -> Files.writeString(file, "garbage");
                default -> {}
            }
        }
    }

    @Test
    @DisplayName("200 indexes that are closed leave no file open, nothing mapped and no thread")
    void leavesNothing() throws IOException {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/self/maps")), "this system has no /proc");
        Catalog catalog = catalog(assortment.products(20));
        Searched.of(catalog, folder.resolve("warm")).close();
        long files = descriptors();
        int threads = Thread.activeCount();
        Searched before = Searched.of(catalog, folder.resolve("first"));
        for (int i = 0; i < 200; i++) {
            List<Product> products = new ArrayList<>(before.catalog().products());
            products.set(i % 20, assortment.product(products.get(i % 20).handle()));
            Searched next = Searched.of(catalog(products), folder.resolve("v" + i), before);
            assertThat(next.find(SearchQuery.of("", 1)).total()).isEqualTo(20);
            before.close();
            before = next;
        }
        assertThat(mapped()).as("the live one is mapped").isPositive();
        before.close();
        assertThat(mapped()).as("nothing is mapped").isZero();
        assertThat(descriptors()).isLessThanOrEqualTo(files + 2);
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
    }

    @Test
    @DisplayName("an index that cannot be written is told as what the disk said")
    void notWritten() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        CatalogContributor.Preparation version = new CatalogContributor.Preparation(
                catalog(assortment.products(3)), new Searched.NoFiles(), file.resolve("below"), null);
        assertThatThrownBy(() -> new IndexContributor().prepare(version)).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("an update for which the disk is full is not tried as a whole index")
    void full() throws IOException {
        List<Product> products = assortment.products(20);
        // its files were deleted, and the failure names their path
        Path before = folder.resolve("No space left on device");
        try (Searched live = Searched.of(catalog(products), before)) {
            delete(before);
            CatalogContributor.Preparation version = new CatalogContributor.Preparation(
                    catalog(products), new Searched.NoFiles(), folder.resolve("next"), live);
            assertThatThrownBy(() -> new IndexContributor().prepare(version)).hasMessageContaining("No space left");
            assertThat(folder.resolve("next")).isEmptyDirectory();
        }
    }

    @Test
    @DisplayName("a shop without products can be searched")
    void empty() {
        try (Searched none = Searched.of(Shops.of("en"), folder.resolve("none"))) {
            assertThat(none.find("anything")).isEmpty();
            assertThat(none.suggest("any", 5)).isEmpty();
            assertThat(none.find(SearchQuery.of("", 5)).facets()).isEmpty();
            List<Product> some = assortment.products(2);
            try (Searched more = Searched.of(Shops.of("en", some, List.of()), folder.resolve("some"), none)) {
                assertThat(more.find(SearchQuery.of("", 5)).total()).isEqualTo(2);
            }
        }
    }

    @Test
    @DisplayName("what a collection has is not worked out from all products again")
    void collections() {
        List<Product> products = assortment.products(2_000);
        List<ProductCollection> many = IntStream.range(0, 200)
                .mapToObj(i -> Shops.collection("c" + i, products.subList(i, i + 3)))
                .toList();
        try (Searched shop = Searched.of(Shops.of("en", products, many), folder)) {
            ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = thread.getCurrentThreadAllocatedBytes();
            int positions = 0;
            for (ProductCollection collection : many) {
                positions += shop.index().members(collection.handle()).at(2);
            }
            assertThat(thread.getCurrentThreadAllocatedBytes() - before)
                    .as("bytes for 200 collections; a table of all products has 70 KB")
                    .isLessThan(2_000_000);
            assertThat(positions).isEqualTo(IntStream.range(2, 202).sum());
        }
    }

    private long mapped() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains(folder.toString())).count();
        }
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private static Map<String, Object> keys(Path folder) throws IOException {
        Map<String, Object> keys = new java.util.TreeMap<>();
        for (String name : names(folder)) {
            keys.put(name, String.valueOf(Files.getLastModifiedTime(folder.resolve(name))));
        }
        return keys;
    }

    private static long size(Path folder) throws IOException {
        long size = 0;
        for (String name : names(folder)) {
            size += Files.size(folder.resolve(name));
        }
        return size;
    }

    @Test
    @DisplayName(
            "what can be bought is counted beside the searches, once a second, and at once where nobody searched for a while")
    void counted() {
        try (Searched shop = Searched.of(catalog(assortment.products(40)), folder.resolve("counted"))) {
            CatalogIndex index = shop.index();
            Deque<Runnable> executor = new ArrayDeque<>();
            AtomicLong now = new AtomicLong();
            int some = IntStream.range(0, 40)
                    .filter(position -> !index.columns().always(position))
                    .findFirst()
                    .orElseThrow();
            assertThat(index.purchasable(position -> false, executor::add, now::get)
                            .get(some))
                    .isFalse();
            now.addAndGet(999_000_000);
            assertThat(index.purchasable(position -> true, executor::add, now::get)
                            .get(some))
                    .as("fresh")
                    .isFalse();
            assertThat(executor).isEmpty();
            now.addAndGet(1_000_000);
            assertThat(index.purchasable(position -> true, executor::add, now::get)
                            .get(some))
                    .as("the last meanwhile")
                    .isFalse();
            index.purchasable(position -> true, executor::add, now::get);
            assertThat(executor).as("one counts").hasSize(1);
            executor.remove().run();
            assertThat(index.purchasable(position -> false, executor::add, now::get)
                            .get(some))
                    .isTrue();
            now.addAndGet(2_000_000_000);
            assertThat(index.purchasable(position -> false, executor::add, now::get)
                            .get(some))
                    .as("at once")
                    .isFalse();
            assertThat(executor).isEmpty();
        }
    }

    private static void delete(Path folder) throws IOException {
        for (String name : names(folder)) {
            Files.delete(folder.resolve(name));
        }
        Files.delete(folder);
    }
}
