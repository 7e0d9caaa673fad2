/**
 * Orders: placed exactly once from a cart, and numbered without gaps for each catalog. An order keeps the prices and addresses of its
 * checkout.
 */
@NullMarked
@Version("1.0.0")
package org.souk.api.order;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
