/** Access to the stores of the shared database, which appear and disappear at run time. All other packages get their stores here. */
@NullMarked
package org.souk.core.internal.store;

import org.jspecify.annotations.NullMarked;
