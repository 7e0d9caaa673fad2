/** Words of a language: cut, folded, brought to their stem, alike when indexed and when looked for. */
@NullMarked
package org.souk.search.internal.text;

import org.jspecify.annotations.NullMarked;
