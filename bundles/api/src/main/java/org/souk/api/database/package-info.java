/** The shared database as a whole: its state, its backups, and the failure that every call to it may throw. */
@NullMarked
@Version("1.0.0")
package org.souk.api.database;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
