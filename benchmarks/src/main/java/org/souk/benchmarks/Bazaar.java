package org.souk.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Many small shops with many hosts each. */
record Bazaar(int catalogs, int hosts, int products) {
    static final String HEAP = "1536m";

    static Bazaar of(Options options) {
        return new Bazaar(
                options.number("catalogs", 1000), options.number("hosts", 10), options.number("products", 20));
    }

    /** The n-th, from 1. */
    Shop shop(int n) {
        List<String> names = IntStream.rangeClosed(1, hosts)
                .mapToObj(h -> "h" + h + ".shop-" + n + ".example")
                .toList();
        return new Shop("shop-" + n, names, products);
    }

    Shop last() {
        return shop(catalogs);
    }

    /** The content of the last one, with a single host. */
    Shop alone() {
        return new Shop(last().id(), List.of(last().host()), products);
    }

    void fill(Path deploy) {
        for (int n = 1; n <= catalogs; n++) {
            Shop.copy(shop(n).zip(0), shop(n).in(deploy));
        }
    }

    Server start(String name) {
        return Server.start(name, HEAP, this::fill);
    }

    @Override
    public String toString() {
        return catalogs + " catalogs, " + catalogs * hosts + " hosts, " + products + " products each";
    }
}
