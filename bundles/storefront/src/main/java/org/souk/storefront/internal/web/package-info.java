/**
 * Classes that pages and the JSON API share: requests, replies, routes, problems, caching. It also holds the checks of origins, form tokens
 * and parked shops.
 */
@NullMarked
package org.souk.storefront.internal.web;

import org.jspecify.annotations.NullMarked;
