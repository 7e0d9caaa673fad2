/**
 * The way of a request from the servlet to the shop that is served at its host, and of the reply back. {@code ShopServlet} is where it begins.
 */
@NullMarked
package org.souk.storefront.internal.servlet;

import org.jspecify.annotations.NullMarked;
