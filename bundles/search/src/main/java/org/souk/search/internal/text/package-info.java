/**
 * Splits texts into words, folds them (removes accents and the like) and reduces them to stems. Indexing and searching do this alike, so
 * that their words match.
 */
@NullMarked
package org.souk.search.internal.text;

import org.jspecify.annotations.NullMarked;
