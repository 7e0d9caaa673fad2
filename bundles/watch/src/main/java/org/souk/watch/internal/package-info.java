/** When the deploy folder is watched, and how. */
@NullMarked
package org.souk.watch.internal;

import org.jspecify.annotations.NullMarked;
