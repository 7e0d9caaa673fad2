/**
 * The JSON API of a shop and its OpenAPI document; {@code JsonApi} lists all routes. A class of calls turns requests into calls of services,
 * and results into JSON or problems.
 */
@NullMarked
package org.souk.storefront.internal.json;

import org.jspecify.annotations.NullMarked;
