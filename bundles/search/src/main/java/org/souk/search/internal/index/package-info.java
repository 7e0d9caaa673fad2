/** The search index of one catalog version: words on disk, order and facets in memory. It is built before the version goes live. */
@NullMarked
package org.souk.search.internal.index;

import org.jspecify.annotations.NullMarked;
