/** Ports to the shared session database. Whoever implements them keeps the invariants of the stored data; whoever calls them brings the rules as pure functions. */
@NullMarked
@Version("1.0.0")
package org.souk.api.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
