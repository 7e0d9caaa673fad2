package org.souk.storefront.internal.theme;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.ProductCollection;

/**
 * Knows which collections a product is in, and which products follow it there. It is built once for each version of a catalog, so that no
 * page searches 100,000 products.
 */
final class CollectionIndex {
    private final Catalog catalog;
    /** A hash table: product index plus one, at a slot computed from the handle. */
    private final int[] slots;
    /** Where the collections of a product begin in {@link #members}. */
    private final int[] starts;
    /** Indexes of collections, in their order for each product. */
    private final int[] members;
    /** The position of a product in its first collection. */
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

    List<ProductCollection> collections(Product product) {
        int index = index(product);
        List<ProductCollection> collections = new ArrayList<>();
        for (int i = starts[index]; i < starts[index + 1]; i++) {
            collections.add(catalog.collections().get(members[i]));
        }
        return collections;
    }

    Optional<ProductCollection> firstCollection(Product product) {
        int index = index(product);
        return starts[index] == starts[index + 1]
                ? Optional.empty()
                : Optional.of(catalog.collections().get(members[starts[index]]));
    }

    /** The next products in its first collection, or in the catalog if it has none; starts over at the end. */
    List<Product> following(Product product, int count) {
        int index = index(product);
        Optional<ProductCollection> first = firstCollection(product);
        List<Product> neighbours = first.map(ProductCollection::products).orElse(catalog.products());
        int at = first.isPresent() ? positions[index] : index;
        List<Product> following = new ArrayList<>();
        for (int i = 1; i < neighbours.size() && following.size() < count; i++) {
            following.add(neighbours.get((at + i) % neighbours.size()));
        }
        return following;
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
        // handles that differ only in their last digits have similar hashes: spread them
        return (handle.hashCode() * 0x9E3779B9) >>> 7 & (slots.length - 1);
    }
}
