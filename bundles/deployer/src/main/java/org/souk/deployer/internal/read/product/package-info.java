/** Reads products from a Shopify export or an Interchange table. Products whose rows have not changed since the live version are reused. */
@NullMarked
package org.souk.deployer.internal.read.product;

import org.jspecify.annotations.NullMarked;
