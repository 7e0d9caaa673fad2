/**
 * The JSON API of a shop and its OpenAPI document; {@code JsonApi} lists all routes. Classes named {@code …Calls} turn requests into calls
 * of services, and results into JSON or problems (RFC 9457).
 */
@NullMarked
package org.souk.storefront.internal.json;

import org.jspecify.annotations.NullMarked;
