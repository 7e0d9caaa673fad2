/**
 * The pages of a shop and the handling of their forms; {@code Pages} lists all routes. A page class builds a view model and renders it with a
 * template of the theme.
 */
@NullMarked
package org.souk.storefront.internal.pages;

import org.jspecify.annotations.NullMarked;
