/**
 * Which host a request asks for, whether it came over HTTPS, and from which address; forwarded headers count only from trusted proxies. It
 * also redirects a shopper from the other hosts of a shop to its canonical one.
 */
@NullMarked
package org.souk.storefront.internal.host;

import org.jspecify.annotations.NullMarked;
