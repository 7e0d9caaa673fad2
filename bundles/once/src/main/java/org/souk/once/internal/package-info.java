/** When Karaf's features service starts: docs/adr/0049. */
@NullMarked
package org.souk.once.internal;

import org.jspecify.annotations.NullMarked;
