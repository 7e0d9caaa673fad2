/** Creates the tables and brings them up to date. Safe if several containers try at the same time, and if one is killed meanwhile. */
@NullMarked
package org.souk.persistence.internal.migration;

import org.jspecify.annotations.NullMarked;
