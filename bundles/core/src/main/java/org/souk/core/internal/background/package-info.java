/** Work that no request waits for. */
@NullMarked
package org.souk.core.internal.background;

import org.jspecify.annotations.NullMarked;
