/**
 * Access to the stores of the shared database, which are registered and unregistered at run time. All other packages get their stores here.
 */
@NullMarked
package org.souk.core.internal.store;

import org.jspecify.annotations.NullMarked;
