/**
 * Stock levels in memory, which a background task keeps up to date from the shared database. Another task stores the initial quantities of
 * catalogs in the database.
 */
@NullMarked
package org.souk.core.internal.stock;

import org.jspecify.annotations.NullMarked;
