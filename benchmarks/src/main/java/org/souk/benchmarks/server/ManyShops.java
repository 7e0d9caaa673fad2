package org.souk.benchmarks.server;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.souk.benchmarks.console.Options;
import org.souk.benchmarks.shop.Shop;

/** Many small shops with many hosts each. */
public record ManyShops(int catalogs, int hosts, int products) {
    public static final String HEAP = "1536m";

    public static ManyShops of(Options options) {
        return new ManyShops(
                options.number("catalogs", 1000), options.number("hosts", 10), options.number("products", 20));
    }

    /** The n-th shop, from 1. */
    public Shop shop(int n) {
        List<String> names = IntStream.rangeClosed(1, hosts)
                .mapToObj(h -> "h" + h + ".shop-" + n + ".example")
                .toList();
        return new Shop("shop-" + n, names, products);
    }

    public Shop last() {
        return shop(catalogs);
    }

    /** The last shop with a single host. */
    public Shop alone() {
        return new Shop(last().id(), List.of(last().host()), products);
    }

    public void fill(Path deploy) {
        for (int n = 1; n <= catalogs; n++) {
            Shop.copy(shop(n).zip(0), shop(n).in(deploy));
        }
    }

    public MeasuredContainer start(String name) {
        return MeasuredContainer.start(name, HEAP, this::fill);
    }

    @Override
    public String toString() {
        return catalogs + " catalogs, " + catalogs * hosts + " hosts, " + products + " products each";
    }
}
