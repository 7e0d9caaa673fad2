/** What templates see: records of texts ready to print. Nothing here can do anything. */
@NullMarked
package org.souk.storefront.internal.view;

import org.jspecify.annotations.NullMarked;
