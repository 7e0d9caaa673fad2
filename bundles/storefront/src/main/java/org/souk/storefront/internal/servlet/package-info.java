/** Passes a request to the shop that is served at its host, and writes the reply. This begins in {@code ShopServlet}. */
@NullMarked
package org.souk.storefront.internal.servlet;

import org.jspecify.annotations.NullMarked;
