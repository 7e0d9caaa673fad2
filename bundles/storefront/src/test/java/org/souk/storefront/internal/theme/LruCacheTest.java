package org.souk.storefront.internal.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LruCacheTest {
    private final List<String> made = new ArrayList<>();
    private final LruCache<String, String> cache = new LruCache<>(10, String::length);

    private String get(String key) {
        return cache.get(key, k -> {
            made.add(k);
            return k;
        });
    }

    @Test
    @DisplayName(
            "what was not used for longest goes when the total weight is exceeded; what is too heavy alone is not kept")
    void weight() {
        get("aaaa");
        get("bbbb");
        get("aaaa");
        get("cccc");
        assertThat(made).containsExactly("aaaa", "bbbb", "cccc");
        get("aaaa");
        get("much too heavy");
        get("much too heavy");
        get("bbbb");
        assertThat(made).containsExactly("aaaa", "bbbb", "cccc", "much too heavy", "much too heavy", "bbbb");
    }
}
