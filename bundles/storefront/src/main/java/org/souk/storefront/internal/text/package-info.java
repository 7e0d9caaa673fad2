/** Texts, prices, dates, links and safe HTML. This package depends on no other package of the storefront. */
@NullMarked
package org.souk.storefront.internal.text;

import org.jspecify.annotations.NullMarked;
