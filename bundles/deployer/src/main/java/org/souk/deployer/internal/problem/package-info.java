/**
 * Problems of a catalog, which its merchant gets to read. {@code Problems} collects errors and warnings; {@code Limits} says how large a
 * catalog may be.
 */
@NullMarked
package org.souk.deployer.internal.problem;

import org.jspecify.annotations.NullMarked;
