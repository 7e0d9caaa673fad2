/** Product search by words, filters and order, and suggestions while typing. Every version of a catalog has an index of its own. */
@NullMarked
@Version("1.0.0")
package org.souk.api.search;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
