/** Runs the Derby Network Server in this container: starts, monitors and stops it. Also makes and restores backups. */
@NullMarked
package org.souk.derby.server.internal;

import org.jspecify.annotations.NullMarked;
