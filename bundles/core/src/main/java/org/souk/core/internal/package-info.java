/** The rules of selling: everything here decides, and stores nothing by itself. */
@NullMarked
package org.souk.core.internal;

import org.jspecify.annotations.NullMarked;
