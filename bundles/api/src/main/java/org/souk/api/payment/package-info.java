/** Payments that happen elsewhere: an attempt for each, which becomes one order, or gives back what was taken. */
@NullMarked
@Version("1.0.0")
package org.souk.api.payment;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
