/**
 * Customer accounts, with which shoppers find their cart and their orders again on any device. An account belongs to one shop, or to a
 * group of shops.
 */
@NullMarked
@Version("1.0.0")
package org.souk.api.customer;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
