/** What is cleared away in the database. */
@NullMarked
package org.souk.persistence.internal.housekeeping;

import org.jspecify.annotations.NullMarked;
