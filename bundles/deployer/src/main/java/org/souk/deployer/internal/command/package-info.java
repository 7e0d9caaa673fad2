/**
 * The commands of operators that change a catalog: park, resume, roll back, change hosts. Each runs in the order of its catalog's
 * other work.
 */
@NullMarked
package org.souk.deployer.internal.command;

import org.jspecify.annotations.NullMarked;
