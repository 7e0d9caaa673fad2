/** Writes a new catalog to start from. The templates are in {@code starter/} and are shared with the archetype. */
@NullMarked
package org.souk.deployer.internal.starter;

import org.jspecify.annotations.NullMarked;
