/** Finds products for pages and the JSON API. While the search bundle is replaced, it lists them in catalog order. */
@NullMarked
package org.souk.storefront.internal.search;

import org.jspecify.annotations.NullMarked;
