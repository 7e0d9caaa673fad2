/** Payments through external gateways. Each attempt either becomes exactly one order, or the money is returned. */
@NullMarked
@Version("1.0.0")
package org.souk.api.payment;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
