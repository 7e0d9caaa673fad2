/**
 * The theme of a shop: what the storefront prepares for a catalog version before it goes live, and the rendering of pages with it. If a template of
 * the shop fails, the built-in one renders the page.
 */
@NullMarked
package org.souk.storefront.internal.theme;

import org.jspecify.annotations.NullMarked;
