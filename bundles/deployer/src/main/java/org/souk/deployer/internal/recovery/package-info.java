/** Restores at startup the versions and refusals of the last process, even if it was killed. New files are read after that. */
@NullMarked
package org.souk.deployer.internal.recovery;

import org.jspecify.annotations.NullMarked;
