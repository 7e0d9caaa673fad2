/** Commands on catalogs. */
@NullMarked
package org.souk.shell.internal.catalog;

import org.jspecify.annotations.NullMarked;
