/** Finds products for pages and the JSON API. While the search bundle is updated, products are listed in catalog order. */
@NullMarked
package org.souk.storefront.internal.search;

import org.jspecify.annotations.NullMarked;
