/**
 * Searches an index: pages of products with facets, corrections and suggestions. Lucene finds words; arrays in memory filter, count and
 * sort.
 */
@NullMarked
package org.souk.search.internal.find;

import org.jspecify.annotations.NullMarked;
