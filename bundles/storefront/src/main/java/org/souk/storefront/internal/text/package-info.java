/** Texts, prices, dates, links and safe HTML. It depends on no other package of the storefront. */
@NullMarked
package org.souk.storefront.internal.text;

import org.jspecify.annotations.NullMarked;
