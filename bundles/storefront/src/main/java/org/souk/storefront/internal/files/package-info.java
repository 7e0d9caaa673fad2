/**
 * Files that a shop serves beside its pages: those of its {@code static/} folder, the theme's stylesheet and script, placeholder images, the
 * sitemap. The address of each contains a hash of its content, except that of the sitemap.
 */
@NullMarked
package org.souk.storefront.internal.files;

import org.jspecify.annotations.NullMarked;
