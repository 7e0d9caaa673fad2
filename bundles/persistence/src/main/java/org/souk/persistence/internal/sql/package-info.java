/** Small things said once about SQL and what fits into a column. */
@NullMarked
package org.souk.persistence.internal.sql;

import org.jspecify.annotations.NullMarked;
