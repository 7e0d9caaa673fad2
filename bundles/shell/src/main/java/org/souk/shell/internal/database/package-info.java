/** The {@code database:} commands. They back up and restore the database that this container runs. */
@NullMarked
package org.souk.shell.internal.database;

import org.jspecify.annotations.NullMarked;
