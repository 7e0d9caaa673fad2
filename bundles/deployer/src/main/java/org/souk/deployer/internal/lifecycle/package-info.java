/** Creates the parts of the deployer in the order of their dependencies, starts and stops them. Nothing else belongs here. */
@NullMarked
package org.souk.deployer.internal.lifecycle;

import org.jspecify.annotations.NullMarked;
