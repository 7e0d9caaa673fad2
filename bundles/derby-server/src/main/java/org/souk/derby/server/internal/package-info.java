/**
 * Runs the Derby Network Server, the database for containers without PostgreSQL: starts, monitors and stops it, makes and restores backups.
 */
@NullMarked
package org.souk.derby.server.internal;

import org.jspecify.annotations.NullMarked;
