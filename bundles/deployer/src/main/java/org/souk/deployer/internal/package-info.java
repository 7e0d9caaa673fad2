/** The deployer's components: where the container meets the life of a catalog. */
@NullMarked
package org.souk.deployer.internal;

import org.jspecify.annotations.NullMarked;
