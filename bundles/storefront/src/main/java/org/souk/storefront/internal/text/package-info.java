/**
 * Texts, prices, dates, links and safe HTML as shoppers read them. Pages, templates and the JSON API use it; it depends on no other package.
 */
@NullMarked
package org.souk.storefront.internal.text;

import org.jspecify.annotations.NullMarked;
