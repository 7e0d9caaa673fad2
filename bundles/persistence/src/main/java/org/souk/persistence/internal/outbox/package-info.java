/** The messages that orders leave for others. Each is kept until all of its consumers have received it. */
@NullMarked
package org.souk.persistence.internal.outbox;

import org.jspecify.annotations.NullMarked;
