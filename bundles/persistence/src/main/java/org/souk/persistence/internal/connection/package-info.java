/** How this container finds the shared database, and what operators see of it. */
@NullMarked
package org.souk.persistence.internal.connection;

import org.jspecify.annotations.NullMarked;
