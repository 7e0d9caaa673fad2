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
    private final Map<String, Map<String, Integer>> numbers = new HashMap<>();
    private final Map<String, Integer> types = siblings(Facet.TYPE);
    private final Map<String, Integer> vendors = siblings(Facet.VENDOR);
    private final Map<String, Integer> tags = siblings(Facet.TAG);
    private final Map<String, String> options = new HashMap<>();
    private final int[] prices;
    private final long[] amounts;
    private final BitSet always;
    private final Map<String, Integer> facets = new LinkedHashMap<>();
    private final int[] owners;

    Columns(List<Product> products) {
        int size = products.size();
        starts = new int[size + 1];
        always = new BitSet(size);
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
            always.set(place, always(product));
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
        return numbers.getOrDefault(facet, Map.of()).getOrDefault(value, -1);
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

    private static boolean always(Product product) {
        for (Variant variant : product.variants()) {
            if (!variant.tracked() || variant.oversell()) {
                return true;
            }
        }
        return false;
    }

    /** The numbers of a facet's values. */
    private Map<String, Integer> siblings(String facet) {
        return numbers.computeIfAbsent(facet, f -> new HashMap<>());
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
            add(Facet.TYPE, types, product.type());
            add(Facet.VENDOR, vendors, product.vendor());
            for (Variant variant : product.variants()) {
                for (Map.Entry<String, String> option : variant.options().entrySet()) {
                    String facet = options.computeIfAbsent(option.getKey(), name -> Facet.OPTION + name);
                    add(facet, siblings(facet), option.getValue());
                }
            }
            for (String tag : product.tags()) {
                add(Facet.TAG, tags, tag);
            }
        }

        private void add(String facet, Map<String, Integer> siblings, String value) {
            if (value.isBlank()) {
                return;
            }
            Integer known = siblings.get(value);
            int number = known == null ? names.size() : known;
            if (known == null) {
                siblings.put(value, number);
                names.add(new Value(facet, value));
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
