/**
 * What pages and the JSON API have in common: {@link org.souk.storefront.internal.web.Exchange a request to one shop}, its reply, routes and
 * problems. It also holds the rules about forms, origins and caches that count for both.
 */
@NullMarked
package org.souk.storefront.internal.web;

import org.jspecify.annotations.NullMarked;
