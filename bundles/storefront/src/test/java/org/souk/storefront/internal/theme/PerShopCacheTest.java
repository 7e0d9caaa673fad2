package org.souk.storefront.internal.theme;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.souk.api.catalog.Catalog;
import org.souk.storefront.internal.testing.SampleShop;

class PerShopCacheTest {
    @Test
    void keepsTheLatestVersionOfAShopAlone() {
        PerShopCache<Object> late = new PerShopCache<>();
        Catalog old = SampleShop.live().catalog();
        Catalog fresh = SampleShop.live().catalog();
        Object first = late.of(old, Object::new);
        assertThat(late.of(old, Object::new)).isSameAs(first);
        assertThat(late.of(fresh, Object::new)).isNotSameAs(first);
        assertThat(late.of(old, Object::new)).isNotSameAs(first);
    }
}
