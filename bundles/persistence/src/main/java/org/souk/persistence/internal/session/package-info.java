/** One-time codes that take a session to another host of the same shop. Each can be redeemed once. */
@NullMarked
package org.souk.persistence.internal.session;

import org.jspecify.annotations.NullMarked;
