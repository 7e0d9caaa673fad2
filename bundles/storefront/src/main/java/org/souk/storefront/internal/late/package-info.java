/** Shares of shops that went live before this room was there to prepare them. */
@NullMarked
package org.souk.storefront.internal.late;

import org.jspecify.annotations.NullMarked;
