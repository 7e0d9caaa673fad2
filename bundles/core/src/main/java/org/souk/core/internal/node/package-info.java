/**
 * This container: its name, its role, and the secrets that it shares with other containers. It reports to the shared database that it is
 * running, where the others see it.
 */
@NullMarked
package org.souk.core.internal.node;

import org.jspecify.annotations.NullMarked;
