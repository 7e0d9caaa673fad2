/**
 * The theme of each shop: what the storefront prepares for a catalog version before it goes live, and the rendering of pages with it. Where a
 * shop's own template fails, the built-in one renders the page.
 */
@NullMarked
package org.souk.storefront.internal.theme;

import org.jspecify.annotations.NullMarked;
