package org.souk.storefront.internal.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LruCacheTest {
    @Test
    void keepsTheMostRecentlyUsedUpToItsWeight() {
        List<String> made = new ArrayList<>();
        LruCache<Integer, String> cache = new LruCache<>(10, String::length);
        for (int size : new int[] {4, 5, 4, 3, 4, 5, 11, 4}) {
            assertThat(cache.get(size, n -> {
                        made.add(String.valueOf(n));
                        return "x".repeat(n);
                    }))
                    .hasSize(size);
            assertThat(cache.weight()).isLessThanOrEqualTo(10);
        }
        // 3 removes 5, and 5 removes 3; 11 is larger than the cache and leaves nothing
        assertThat(made).containsExactly("4", "5", "3", "5", "11", "4");
    }
}
