/** Access to the stores of the shared database, which come and go with the persistence bundle. All other packages get their stores here. */
@NullMarked
package org.souk.core.internal.store;

import org.jspecify.annotations.NullMarked;
