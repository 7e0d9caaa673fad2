/** What merchants are told about a catalog. {@code Problems} collects errors and warnings; {@code Limits} says how large a catalog may be. */
@NullMarked
package org.souk.deployer.internal.problem;

import org.jspecify.annotations.NullMarked;
