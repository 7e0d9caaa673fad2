package org.souk.storefront.internal.theme;

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
 * Stylesheets of one version with the addresses of the files that they name. Those that name each other in a circle share one hash, made of
 * the contents of all of them: so it is the same whichever of them is asked for first, in every container. Safe for any thread.
 */
final class Stylesheets {
    /** Bytes of stylesheets that are kept as they are served; others are made again for each request. */
    private static final long MOST_KEPT = 4 << 20;

    private final Predicate<String> sheet;
    private final Function<String, byte[]> content;
    private final Function<String, @Nullable String> address;
    private final Map<String, String> hashes = new ConcurrentHashMap<>();
    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private final AtomicLong kept = new AtomicLong();

    /**
     * @param sheet whether that file is there, and one of these
     * @param content of one
     * @param address of any file, null if it is not there; asks this for the hash of one of these
     */
    Stylesheets(Predicate<String> sheet, Function<String, byte[]> content, Function<String, @Nullable String> address) {
        this.sheet = sheet;
        this.content = content;
        this.address = address;
    }

    /** What its content and the contents of all that it names come to. */
    String hash(String name) {
        String known = hashes.get(name);
        return known == null ? found(name) : known;
    }

    /** As it is served. */
    byte[] css(String name) {
        byte[] known = served.get(name);
        if (known != null) {
            return known;
        }
        byte[] css = rewritten(name, address);
        if (kept.addAndGet(css.length) > MOST_KEPT || served.putIfAbsent(name, css) != null) {
            kept.addAndGet(-css.length);
        }
        return css;
    }

    private synchronized String found(String name) {
        if (!hashes.containsKey(name)) {
            new Circles().visit(name);
        }
        return Objects.requireNonNull(hashes.get(name));
    }

    /** Finds what names each other in a circle, each circle after all that it names (Tarjan, 1972). */
    private final class Circles {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final Deque<String> open = new ArrayDeque<>();

        /** The lowest number of an open one that it leads to. */
        int visit(String name) {
            int own = numbers.size();
            int lowest = own;
            numbers.put(name, own);
            open.push(name);
            for (String linked : named(name)) {
                if (!hashes.containsKey(linked) && sheet.test(linked)) {
                    Integer number = numbers.get(linked);
                    lowest = Math.min(lowest, number == null ? visit(linked) : number);
                }
            }
            if (lowest == own) {
                Set<String> circle = new TreeSet<>();
                do {
                    circle.add(open.peek());
                } while (!open.pop().equals(name));
                String hash = hash(circle);
                circle.forEach(each -> hashes.put(each, hash));
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

    private Set<String> named(String name) {
        Set<String> named = new LinkedHashSet<>();
        rewritten(name, linked -> {
            named.add(linked);
            return null;
        });
        return named;
    }

    private byte[] rewritten(String name, Function<String, @Nullable String> addresses) {
        byte[] bytes = content.apply(name);
        String text = new String(bytes, StandardCharsets.UTF_8);
        // what is in another encoding is served as it is
        return text.indexOf('\uFFFD') >= 0
                ? bytes
                : StylesheetLinks.replace(text, name, addresses).getBytes(StandardCharsets.UTF_8);
    }
}
