package org.souk.storefront.internal.theme;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.souk.api.catalog.Catalog;
import org.souk.storefront.internal.testing.SampleShop;

class PerShopCacheTest {
    @Test
    void keepsTheLatestVersionOfAShopAlone() {
        PerShopCache<Object> cache = new PerShopCache<>();
        Catalog old = SampleShop.live().catalog();
        Catalog fresh = SampleShop.live().catalog();
        Object first = cache.of(old, Object::new);
        assertThat(cache.of(old, Object::new)).isSameAs(first);
        assertThat(cache.of(fresh, Object::new)).isNotSameAs(first);
        assertThat(cache.of(old, Object::new)).isNotSameAs(first);
    }
}
