/** Commands on this container. */
@NullMarked
package org.souk.shell.internal.node;

import org.jspecify.annotations.NullMarked;
