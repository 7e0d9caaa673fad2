/**
 * The view models of the templates: records of formatted texts, without behaviour. Templates that merchants wrote read their components, so
 * these names do not change.
 */
@NullMarked
package org.souk.storefront.internal.view;

import org.jspecify.annotations.NullMarked;
