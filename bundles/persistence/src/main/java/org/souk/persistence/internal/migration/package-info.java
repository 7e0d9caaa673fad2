/**
 * Creates the tables and brings them up to date. Several containers may try this at the same time, and one may be killed meanwhile: the
 * schema stays consistent.
 */
@NullMarked
package org.souk.persistence.internal.migration;

import org.jspecify.annotations.NullMarked;
