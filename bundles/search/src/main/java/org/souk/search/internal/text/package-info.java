/**
 * Splits texts into words, folds them (removes accents and other differences of spelling) and reduces them to stems. Indexing and searching
 * use the same analysis, so that the words of a query match those of the index.
 */
@NullMarked
package org.souk.search.internal.text;

import org.jspecify.annotations.NullMarked;
