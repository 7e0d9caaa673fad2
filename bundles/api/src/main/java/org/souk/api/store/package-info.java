/**
 * Interfaces to the database that all containers share. Implementations run the transactions and keep the data consistent; callers pass the
 * business rules as pure functions.
 */
@NullMarked
@Version("1.0.0")
package org.souk.api.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
