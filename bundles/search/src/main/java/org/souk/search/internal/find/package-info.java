/** What is asked of an index: a page of products with facets, and suggestions. */
@NullMarked
package org.souk.search.internal.find;

import org.jspecify.annotations.NullMarked;
