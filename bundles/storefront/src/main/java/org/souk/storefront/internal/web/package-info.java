/** The web side of the shops: from a raw request to an {@link org.souk.storefront.internal.web.Exchange} with one shop, and back from a reply. */
@NullMarked
package org.souk.storefront.internal.web;

import org.jspecify.annotations.NullMarked;
