package org.souk.storefront.internal.theme;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.ProductCollection;

/**
 * Where products stand: in which collections, and what stands beside them. Made once a version, in a few numbers a product, so that no
 * page looks through a shop of a hundred thousand.
 */
final class CollectionIndex {
    private final Catalog catalog;
    /** Index of a product, and one more, at a place that follows from its handle. */
    private final int[] slots;
    /** Where the collections of a product begin in {@link #members}. */
    private final int[] starts;
    /** Indexes of collections, in their order for each product. */
    private final int[] members;
    /** Where a product stands in the first of them. */
    private final int[] positions;

    CollectionIndex(Catalog catalog) {
        this.catalog = catalog;
        List<Product> products = catalog.products();
        slots = new int[Integer.highestOneBit(Math.max(1, products.size())) * 4];
        for (int i = 0; i < products.size(); i++) {
            int slot = slot(products.get(i).handle());
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = i + 1;
        }
        positions = new int[products.size()];
        starts = new int[products.size() + 1];
        catalog.collections()
                .forEach(collection -> collection.products().forEach(product -> starts[index(product) + 1]++));
        Arrays.parallelPrefix(starts, Integer::sum);
        members = new int[starts[products.size()]];
        fill();
    }

    private void fill() {
        int[] next = Arrays.copyOf(starts, positions.length);
        for (int c = 0; c < catalog.collections().size(); c++) {
            List<Product> products = catalog.collections().get(c).products();
            for (int position = 0; position < products.size(); position++) {
                int product = index(products.get(position));
                if (next[product] == starts[product]) {
                    positions[product] = position;
                }
                members[next[product]++] = c;
            }
        }
    }

    /** The collections that the product is in, in their order. */
    List<ProductCollection> collections(Product product) {
        int index = index(product);
        List<ProductCollection> collections = new ArrayList<>();
        for (int i = starts[index]; i < starts[index + 1]; i++) {
            collections.add(catalog.collections().get(members[i]));
        }
        return collections;
    }

    /** The first of them. */
    Optional<ProductCollection> home(Product product) {
        int index = index(product);
        return starts[index] == starts[index + 1]
                ? Optional.empty()
                : Optional.of(catalog.collections().get(members[starts[index]]));
    }

    /** Those that follow it in its first collection, or in the shop where it has none; at the end from the beginning. */
    List<Product> after(Product product, int count) {
        int index = index(product);
        Optional<ProductCollection> home = home(product);
        List<Product> near = home.map(ProductCollection::products).orElse(catalog.products());
        int at = home.isPresent() ? positions[index] : index;
        List<Product> after = new ArrayList<>();
        for (int i = 1; i < near.size() && after.size() < count; i++) {
            after.add(near.get((at + i) % near.size()));
        }
        return after;
    }

    private int index(Product product) {
        String handle = product.handle();
        for (int slot = slot(handle); slots[slot] != 0; slot = (slot + 1) & (slots.length - 1)) {
            int index = slots[slot] - 1;
            if (catalog.products().get(index).handle().equals(handle)) {
                return index;
            }
        }
        throw new IllegalArgumentException("the catalog has no product '" + handle + "'");
    }

    private int slot(String handle) {
        // names that differ in their last digits have hashes that lie beside each other
        return (handle.hashCode() * 0x9E3779B9) >>> 7 & (slots.length - 1);
    }
}
