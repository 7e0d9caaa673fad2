/** Normalises text from outside. The build (bnd) copies this package into each bundle that uses it. */
@NullMarked
package org.souk.common.text;

import org.jspecify.annotations.NullMarked;
