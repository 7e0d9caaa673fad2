/** Delays the start of Karaf's features service. The reason is in docs/adr/0049. */
@NullMarked
package org.souk.karaf.startup.internal;

import org.jspecify.annotations.NullMarked;
