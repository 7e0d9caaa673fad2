/**
 * The view models of the templates: records of formatted texts, without behaviour. Templates of merchants use them, so their components keep
 * their names.
 */
@NullMarked
package org.souk.storefront.internal.view;

import org.jspecify.annotations.NullMarked;
