/** Whether this container lives and is ready. */
@NullMarked
package org.souk.admin.internal.health;

import org.jspecify.annotations.NullMarked;
