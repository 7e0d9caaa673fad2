package org.souk.deployer.internal.read.product;

import java.util.Arrays;
import java.util.List;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.Product;
import org.souk.deployer.internal.read.table.Row;

/**
 * Finds the product that the same rows produced in the previous version, by a 128-bit hash of the rows, so that these rows need not be
 * parsed again. It contains only products that were read without a problem. A merchant who constructs a collision affects only their own
 * shop.
 */
final class RowBlockIndex {
    private long[] hashes = new long[64];
    private int[] products = new int[32];
    private int[] slots = new int[0];
    private int count;

    /** The hash of the rows of one product. */
    record Key(long hash, long check) {
        /**
         * @param seed hash of everything else that the product depends on: headings, currency and limits
         */
        static Key of(List<Row> rows, long seed) {
            long hash = seed;
            long check = ~seed;
            for (Row row : rows) {
                hash = (hash ^ row.hash()) * 0x9E3779B97F4A7C15L;
                check = Long.rotateLeft(check + row.check(), 29) * 0xC2B2AE3D27D4EB4FL;
            }
            return new Key(hash, check);
        }
    }

    /** Adds the rows of the product at that position in the catalog. */
    void add(Key key, int product) {
        if (count == products.length) {
            products = Arrays.copyOf(products, count * 2);
            hashes = Arrays.copyOf(hashes, count * 4);
        }
        products[count] = product;
        hashes[2 * count] = key.hash();
        hashes[2 * count + 1] = key.check();
        count++;
    }

    /** Makes the index ready for look-ups; nothing can be added afterwards. */
    RowBlockIndex freeze() {
        products = Arrays.copyOf(products, count);
        hashes = Arrays.copyOf(hashes, count * 2);
        slots = new int[Integer.highestOneBit(Math.max(1, count)) * 4];
        for (int i = 0; i < count; i++) {
            int slot = slot(hashes[2 * i]);
            while (slots[slot] != 0) {
                slot = next(slot);
            }
            slots[slot] = i + 1;
        }
        return this;
    }

    /** The product of these rows in the catalog that was indexed, or null. */
    @org.jspecify.annotations.Nullable
    Product find(Key key, Catalog catalog) {
        if (slots.length == 0) {
            return null;
        }
        for (int slot = slot(key.hash()); slots[slot] != 0; slot = next(slot)) {
            int at = slots[slot] - 1;
            if (hashes[2 * at] == key.hash() && hashes[2 * at + 1] == key.check()) {
                return catalog.products().get(products[at]);
            }
        }
        return null;
    }

    private int slot(long hash) {
        return (int) (hash >>> 32) & (slots.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (slots.length - 1);
    }
}
