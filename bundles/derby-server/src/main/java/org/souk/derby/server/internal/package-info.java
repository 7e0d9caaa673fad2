/** Derby's Network Server inside the container: started, watched and stopped. */
@NullMarked
package org.souk.derby.server.internal;

import org.jspecify.annotations.NullMarked;
