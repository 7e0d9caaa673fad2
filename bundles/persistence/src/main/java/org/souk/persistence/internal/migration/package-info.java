/** Brings the tables to where this container needs them, whoever else tries at the same time and whoever is killed. */
@NullMarked
package org.souk.persistence.internal.migration;

import org.jspecify.annotations.NullMarked;
