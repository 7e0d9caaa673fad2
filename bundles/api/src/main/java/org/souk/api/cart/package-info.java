/** Carts: what a shopper has chosen in one shop, priced as the answering container prices it. A cart changes by commands, one at a time. */
@NullMarked
@Version("1.0.0")
package org.souk.api.cart;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
