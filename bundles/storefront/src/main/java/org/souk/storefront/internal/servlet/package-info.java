/**
 * The way of a request from the servlet container to the shop that is served at its host, and of the reply back. Only this package uses the
 * servlet API's request and response, apart from the reading of the host in {@code host}.
 */
@NullMarked
package org.souk.storefront.internal.servlet;

import org.jspecify.annotations.NullMarked;
