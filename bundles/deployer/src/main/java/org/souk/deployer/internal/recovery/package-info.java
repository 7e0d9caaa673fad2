/** Restores at startup what the last process served or refused, however it ended. Nothing new is read before that is done. */
@NullMarked
package org.souk.deployer.internal.recovery;

import org.jspecify.annotations.NullMarked;
