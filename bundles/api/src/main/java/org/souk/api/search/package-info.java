/** Finding products of one shop by words, filters and order, and what to offer while somebody types. Every version of a catalog has an index of its own. */
@NullMarked
@Version("1.0.0")
package org.souk.api.search;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
