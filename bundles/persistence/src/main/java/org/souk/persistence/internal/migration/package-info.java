/**
 * Creates the tables and brings them up to date. Any number of containers may try at the same time, and any of them may be killed while
 * it does.
 */
@NullMarked
package org.souk.persistence.internal.migration;

import org.jspecify.annotations.NullMarked;
