/**
 * Stock levels in memory, kept up to date from the shared database. Background tasks do this, and store the initial quantities of catalogs
 * there.
 */
@NullMarked
package org.souk.core.internal.stock;

import org.jspecify.annotations.NullMarked;
