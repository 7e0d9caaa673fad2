package org.souk.search.internal.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Variant;
import org.souk.api.search.Facet;

/**
 * What lists are sorted, narrowed and counted by, as numbers by the products' places in the shop. Four bytes a value of a product: measured
 * against doc values in files this counts several times as fast, and it needs no place in the index.
 */
public final class Columns {
    /** A value of a facet. */
    public record Value(String facet, String value) {}

    private final int[] starts;
    private final int[] values;
    private final List<Value> names;
    private final Map<Value, Integer> numbers;
    private final int[] prices;
    private final long[] amounts;
    private final BitSet always;
    private final Map<String, Integer> facets = new LinkedHashMap<>();
    private final int[] owners;

    Columns(List<Product> products) {
        int size = products.size();
        starts = new int[size + 1];
        always = new BitSet(size);
        numbers = new HashMap<>();
        names = new ArrayList<>();
        int[] all = new int[size * 4 + 8];
        long[] cheapest = new long[size];
        int end = 0;
        facets.put(Facet.TYPE, 0);
        facets.put(Facet.VENDOR, 1);
        for (int place = 0; place < size; place++) {
            Product product = products.get(place);
            Ordinals own = new Ordinals(all, end);
            own.of(product);
            all = own.values;
            end = own.end;
            starts[place + 1] = end;
            cheapest[place] = cheapest(product);
            always.set(place, product.variants().stream().anyMatch(v -> !v.tracked() || v.oversell()));
        }
        values = Arrays.copyOf(all, end);
        owners = names.stream()
                .mapToInt(name -> facets.getOrDefault(name.facet(), 0))
                .toArray();
        amounts = Arrays.stream(cheapest).sorted().distinct().toArray();
        prices = new int[size];
        for (int place = 0; place < size; place++) {
            prices[place] = Arrays.binarySearch(amounts, cheapest[place]);
        }
    }

    /** How many products there are. */
    public int size() {
        return prices.length;
    }

    /** Where the values of a product start in {@link #value}; those of the next start where they end. */
    public int start(int place) {
        return starts[place];
    }

    /** The number of a value. */
    public int value(int at) {
        return values[at];
    }

    /** All values of facets, by number. */
    public List<Value> names() {
        return names;
    }

    /** The number of a value; -1 if no product has it. */
    public int number(String facet, String value) {
        return numbers.getOrDefault(new Value(facet, value), -1);
    }

    /** Facets and their numbers; kind and maker first, then as they came. */
    public Map<String, Integer> facets() {
        return facets;
    }

    /** The number of the facet that a value is one of. */
    public int facet(int value) {
        return owners[value];
    }

    /** The rank of a product's lowest price among {@link #amounts}. */
    public int price(int place) {
        return prices[place];
    }

    /** All lowest prices in minor units, ascending, each once. Not to be changed. */
    public long[] amounts() {
        return amounts;
    }

    /** Whether a product has a variant that can be bought whatever the stock. */
    public boolean always(int place) {
        return always.get(place);
    }

    private static long cheapest(Product product) {
        long least = Long.MAX_VALUE;
        for (Variant variant : product.variants()) {
            least = Math.min(least, variant.price().amount());
        }
        return least;
    }

    /** Takes the values of one product, each once. */
    private final class Ordinals {
        private final int start;
        private int[] values;
        private int end;

        Ordinals(int[] values, int start) {
            this.values = values;
            this.start = start;
            this.end = start;
        }

        void of(Product product) {
            add(Facet.TYPE, product.type());
            add(Facet.VENDOR, product.vendor());
            for (Variant variant : product.variants()) {
                variant.options().forEach((name, value) -> add(Facet.OPTION + name, value));
            }
            product.tags().forEach(tag -> add(Facet.TAG, tag));
        }

        private void add(String facet, String value) {
            if (value.isBlank()) {
                return;
            }
            Value key = new Value(facet, value);
            Integer known = numbers.get(key);
            int number = known == null ? names.size() : known;
            if (known == null) {
                numbers.put(key, number);
                names.add(key);
                facets.putIfAbsent(facet, facets.size());
            }
            for (int i = start; i < end; i++) {
                if (values[i] == number) {
                    return;
                }
            }
            if (end == values.length) {
                values = Arrays.copyOf(values, end + end / 2 + 8);
            }
            values[end++] = number;
        }
    }
}
