package org.souk.storefront.internal.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.souk.common.digest.Sha256;

/**
 * Stylesheets of one version of a catalog, with the addresses of the files that they refer to. An address contains a hash, so stylesheets
 * that import each other would each need the hash of the other first: they share one hash of all their contents. Thread-safe.
 */
final class Stylesheets {
    /** Size of the cache. Stylesheets that do not fit are generated again for each request. */
    private static final long MAX_CACHED_BYTES = 4 << 20;

    private final Predicate<String> isStylesheet;
    private final Function<String, byte[]> content;
    private final Function<String, @Nullable String> address;
    private final Map<String, String> hashes = new ConcurrentHashMap<>();
    private final Map<String, byte[]> cached = new ConcurrentHashMap<>();
    private final AtomicLong cachedBytes = new AtomicLong();

    /**
     * @param isStylesheet whether the file is a stylesheet whose references are replaced
     * @param content of a stylesheet
     * @param address of any file, null if it does not exist; calls {@link #hash} for stylesheets
     */
    Stylesheets(
            Predicate<String> isStylesheet,
            Function<String, byte[]> content,
            Function<String, @Nullable String> address) {
        this.isStylesheet = isStylesheet;
        this.content = content;
        this.address = address;
    }

    /** A hash of the stylesheet and all files that it refers to. */
    String hash(String name) {
        String known = hashes.get(name);
        return known == null ? computeHash(name) : known;
    }

    /** The stylesheet as it is served. */
    byte[] css(String name) {
        byte[] known = cached.get(name);
        if (known != null) {
            return known;
        }
        byte[] css = rewritten(name, address);
        if (cachedBytes.addAndGet(css.length) > MAX_CACHED_BYTES || cached.putIfAbsent(name, css) != null) {
            cachedBytes.addAndGet(-css.length);
        }
        return css;
    }

    private synchronized String computeHash(String name) {
        if (!hashes.containsKey(name)) {
            new ImportCycles().visit(name);
        }
        return Objects.requireNonNull(hashes.get(name));
    }

    /** Computes the hashes of groups of stylesheets that import each other, each after what it refers to (Tarjan, 1972). */
    private final class ImportCycles {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final Deque<String> open = new ArrayDeque<>();

        /** Visits a stylesheet, and returns the lowest number on the stack that it leads to. */
        int visit(String name) {
            int own = numbers.size();
            int lowest = own;
            numbers.put(name, own);
            open.push(name);
            for (String linked : references(name)) {
                if (!hashes.containsKey(linked) && isStylesheet.test(linked)) {
                    Integer number = numbers.get(linked);
                    lowest = Math.min(lowest, number == null ? visit(linked) : number);
                }
            }
            if (lowest == own) {
                Set<String> cycle = new TreeSet<>();
                do {
                    cycle.add(open.peek());
                } while (!open.pop().equals(name));
                String hash = hash(cycle);
                cycle.forEach(each -> hashes.put(each, hash));
            }
            return lowest;
        }
    }

    private String hash(Set<String> circle) {
        MessageDigest all = Sha256.start();
        for (String name : circle) {
            byte[] css = rewritten(name, linked -> circle.contains(linked) ? null : address.apply(linked));
            all.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            all.update(Sha256.start().digest(css));
        }
        return Hashes.shorten(Sha256.hex(all));
    }

    private Set<String> references(String name) {
        Set<String> references = new LinkedHashSet<>();
        rewritten(name, linked -> {
            references.add(linked);
            return null;
        });
        return references;
    }

    private byte[] rewritten(String name, Function<String, @Nullable String> addresses) {
        byte[] bytes = content.apply(name);
        String text = new String(bytes, StandardCharsets.UTF_8);
        // not UTF-8: serve it unchanged
        return text.indexOf('\uFFFD') >= 0
                ? bytes
                : StylesheetLinks.replace(text, name, addresses).getBytes(StandardCharsets.UTF_8);
    }
}
