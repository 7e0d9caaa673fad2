package org.souk.deployer.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.souk.api.host.Host;
import org.souk.api.host.HostPattern;

class RouteTableTest {
    private static final String[] LABELS = {"a", "b", "shop", "example", "com", "localhost", "xn--bcher-kva"};

    private static final List<String> TARGETS = List.of("t0", "t1", "t2");

    private static RouteTable<String> table(Map<HostPattern, String> routes) {
        RouteTable<String> table = RouteTable.empty();
        for (Map.Entry<HostPattern, String> route : routes.entrySet()) {
            table = table.with(List.of(route.getKey()), route.getValue());
        }
        return table;
    }

    @Test
    void exactBeforeLongestWildcardBeforeAddress() throws Exception {
        RouteTable<String> table = table(Map.of(
                HostPattern.parse("shop.example.com"), "exact",
                HostPattern.parse("*.example.com"), "short",
                HostPattern.parse("*.b.example.com"), "long",
                HostPattern.parse("address:10.0.0.5"), "address",
                HostPattern.parse("::1"), "six"));
        InetAddress local = InetAddress.getByName("10.0.0.5");
        assertThat(table.find(Host.parse("shop.example.com"), local)).isEqualTo("exact");
        assertThat(table.find(Host.parse("a.example.com"), local)).isEqualTo("short");
        assertThat(table.find(Host.parse("x.y.b.example.com"), local)).isEqualTo("long");
        assertThat(table.find(Host.parse("b.example.com"), local)).isEqualTo("short");
        assertThat(table.find(Host.parse("example.com"), local)).isEqualTo("address");
        assertThat(table.find(Host.parse("example.com"), null)).isNull();
        assertThat(table.find(Host.parse("[0:0::1]"), null)).isEqualTo("six");
        assertThat(table.find(Host.parse("10.0.0.5"), InetAddress.getByName("10.0.0.6")))
                .isNull();
        assertThat(table.find(Host.parse("x.org"), InetAddress.getByName("::ffff:10.0.0.5")))
                .isEqualTo("address");
    }

    @Test
    void agreesWithASearchThroughAllPatterns() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            Map<HostPattern, String> routes = new HashMap<>();
            for (int i = 0; i < 12; i++) {
                String name = name(random);
                boolean wild = random.nextBoolean() && (name.contains(".") || name.equals("localhost"));
                routes.put(HostPattern.parse(wild ? "*." + name : name), "t" + random.nextInt(5));
            }
            RouteTable<String> table = table(routes);
            for (int i = 0; i < 50; i++) {
                Host asked = Host.parse(name(random));
                assertThat(table.find(asked, null))
                        .as("%s in %s", asked, routes)
                        .isEqualTo(naive(routes, asked));
            }
        }
    }

    @Test
    void changesLeaveEarlierTablesAsTheyWere() {
        Random random = new Random(11);
        RouteTable<String> table = RouteTable.empty();
        Map<HostPattern, String> routes = new HashMap<>();
        List<RouteTable<String>> tables = new ArrayList<>();
        List<Map<HostPattern, String>> models = new ArrayList<>();
        for (int step = 0; step < 600; step++) {
            String name = name(random);
            boolean wild = random.nextBoolean() && (name.contains(".") || name.equals("localhost"));
            HostPattern host = HostPattern.parse(wild ? "*." + name : name);
            // of one target, so that "whose is it" can be asked by identity
            String target = TARGETS.get(random.nextInt(TARGETS.size()));
            if (random.nextInt(3) > 0) {
                table = table.with(List.of(host), target);
                routes.put(host, target);
            } else {
                table = table.without(List.of(host), target);
                routes.remove(host, target);
            }
            tables.add(table);
            models.add(new HashMap<>(routes));
        }
        for (int i = 0; i < 2000; i++) {
            int at = random.nextInt(tables.size());
            Host asked = Host.parse(name(random));
            assertThat(tables.get(at).find(asked, null))
                    .as("%s at %s", asked, at)
                    .isEqualTo(naive(models.get(at), asked));
        }
    }

    private static String name(Random random) {
        List<String> labels = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            labels.add(LABELS[random.nextInt(LABELS.length)]);
        }
        return String.join(".", labels);
    }

    private static String naive(Map<HostPattern, String> routes, Host asked) {
        return routes.entrySet().stream()
                .filter(e -> e.getKey() instanceof HostPattern.Exact one
                        ? one.host().equals(asked)
                        : e.getKey() instanceof HostPattern.Wildcard w
                                && asked.name().endsWith("." + w.below().name()))
                .max(Comparator.comparingInt(e -> e.getKey() instanceof HostPattern.Exact
                        ? Integer.MAX_VALUE
                        : e.getKey().toString().length()))
                .map(Map.Entry::getValue)
                .orElse(null);
    }
}
