/**
 * The shared database as a whole: its state and its backups. Every call that needs the database may throw the exception of this package.
 */
@NullMarked
@Version("1.0.0")
package org.souk.api.database;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
