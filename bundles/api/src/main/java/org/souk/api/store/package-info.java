/** Interfaces to the shared database. Implementations keep the stored data consistent; callers provide the business rules as pure functions. */
@NullMarked
@Version("1.0.0")
package org.souk.api.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
