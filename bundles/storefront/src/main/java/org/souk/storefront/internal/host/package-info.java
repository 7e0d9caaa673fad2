/**
 * Determines the host of a request, its scheme and the address of the client, with the forwarded headers of trusted proxies. It also redirects
 * to the canonical host of a shop.
 */
@NullMarked
package org.souk.storefront.internal.host;

import org.jspecify.annotations.NullMarked;
