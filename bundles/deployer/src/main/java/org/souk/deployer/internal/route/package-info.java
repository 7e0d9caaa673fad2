/** Which host leads to which catalog: an immutable table, and the book of who holds what. */
@NullMarked
package org.souk.deployer.internal.route;

import org.jspecify.annotations.NullMarked;
