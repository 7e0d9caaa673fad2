/** How a shop looks: templates in a sandbox, texts, the stylesheet made from its colours. */
@NullMarked
package org.souk.storefront.internal.theme;

import org.jspecify.annotations.NullMarked;
