/** The pages that shoppers see, and the forms they send. */
@NullMarked
package org.souk.storefront.internal.pages;

import org.jspecify.annotations.NullMarked;
