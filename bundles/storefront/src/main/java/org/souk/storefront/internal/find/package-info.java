/** Lists of products for pages and calls, also while the room that searches is away. */
@NullMarked
package org.souk.storefront.internal.find;

import org.jspecify.annotations.NullMarked;
