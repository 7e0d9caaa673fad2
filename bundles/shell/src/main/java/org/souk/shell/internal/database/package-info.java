/** Commands on the shared database. */
@NullMarked
package org.souk.shell.internal.database;

import org.jspecify.annotations.NullMarked;
