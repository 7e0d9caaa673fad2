/** Plain SQL statements, and the limits of columns. Everything here works on both databases. */
@NullMarked
package org.souk.persistence.internal.sql;

import org.jspecify.annotations.NullMarked;
