/**
 * Files that a shop serves beside its pages: static files, the built-in stylesheet and script, placeholder images, the sitemap. Addresses
 * contain a hash of the content, so that browsers may keep the files forever.
 */
@NullMarked
package org.souk.storefront.internal.files;

import org.jspecify.annotations.NullMarked;
