/** The index of one version of a catalog: on disk for its words, in memory for its order and properties. */
@NullMarked
package org.souk.search.internal.index;

import org.jspecify.annotations.NullMarked;
