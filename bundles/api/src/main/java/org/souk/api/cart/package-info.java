/** Shopping carts: what a shopper has chosen in one shop, with current prices. {@link org.souk.api.cart.Carts} shows and changes them. */
@NullMarked
@Version("1.0.0")
package org.souk.api.cart;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
