/** The {@code node:} commands. They describe this container and those that share its database. */
@NullMarked
package org.souk.shell.internal.node;

import org.jspecify.annotations.NullMarked;
