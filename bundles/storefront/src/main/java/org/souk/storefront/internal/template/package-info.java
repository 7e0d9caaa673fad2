/**
 * Compiles templates in the language of the engine Pebble and renders them in a sandbox. Templates reach only the values, tags, filters and
 * functions that are listed here, within a budget of steps, time and characters.
 */
@NullMarked
package org.souk.storefront.internal.template;

import org.jspecify.annotations.NullMarked;
