/** Finding products of one shop by words, filters and order. */
@NullMarked
package org.souk.storefront.internal.search;

import org.jspecify.annotations.NullMarked;
