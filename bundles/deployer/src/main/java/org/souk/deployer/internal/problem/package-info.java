/** Problems of a catalog, for its merchant. {@code Problems} collects errors and warnings; {@code Limits} limits the size of a catalog. */
@NullMarked
package org.souk.deployer.internal.problem;

import org.jspecify.annotations.NullMarked;
