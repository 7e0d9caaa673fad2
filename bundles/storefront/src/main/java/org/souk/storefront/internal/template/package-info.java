/**
 * Compiles Pebble templates and renders them in a sandbox. A template reaches only the values, tags, filters and functions that this package
 * names, and each rendering has a budget of steps, time and characters.
 */
@NullMarked
package org.souk.storefront.internal.template;

import org.jspecify.annotations.NullMarked;
