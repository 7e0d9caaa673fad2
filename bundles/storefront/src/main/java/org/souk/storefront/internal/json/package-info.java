/** The JSON API of a shop, and the document that describes it. */
@NullMarked
package org.souk.storefront.internal.json;

import org.jspecify.annotations.NullMarked;
