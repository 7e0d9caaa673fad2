/** SHA-256. The build (bnd) copies this package into each bundle that uses it. */
@NullMarked
package org.souk.common.digest;

import org.jspecify.annotations.NullMarked;
