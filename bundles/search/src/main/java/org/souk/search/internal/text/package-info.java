/** Analysis of texts: splitting into words, folding, stemming. Indexing and searching use the same analysis. */
@NullMarked
package org.souk.search.internal.text;

import org.jspecify.annotations.NullMarked;
