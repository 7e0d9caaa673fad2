/** When Karaf's features service starts: docs/adr/0049. */
@NullMarked
package org.souk.karaf.startup.internal;

import org.jspecify.annotations.NullMarked;
