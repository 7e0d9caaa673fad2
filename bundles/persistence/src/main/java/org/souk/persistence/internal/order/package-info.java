/** Orders as rows, placed once. */
@NullMarked
package org.souk.persistence.internal.order;

import org.jspecify.annotations.NullMarked;
