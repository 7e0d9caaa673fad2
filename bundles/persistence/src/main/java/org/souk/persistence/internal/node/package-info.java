/** The containers that share the database, and the secrets that they share. Each container reports itself regularly. */
@NullMarked
package org.souk.persistence.internal.node;

import org.jspecify.annotations.NullMarked;
