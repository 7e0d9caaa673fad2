/** What Jetty itself says where no context answers. */
@NullMarked
package org.souk.doorstep.internal;

import org.jspecify.annotations.NullMarked;
