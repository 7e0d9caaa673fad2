/**
 * Settings of the shared database, which its server and its clients read. The build (bnd) copies this package into each bundle that uses
 * it.
 */
@NullMarked
package org.souk.common.database;

import org.jspecify.annotations.NullMarked;
