/**
 * This container: its name, its role, and the secrets that it shares with other containers. It reports itself to them through the database.
 */
@NullMarked
package org.souk.core.internal.node;

import org.jspecify.annotations.NullMarked;
