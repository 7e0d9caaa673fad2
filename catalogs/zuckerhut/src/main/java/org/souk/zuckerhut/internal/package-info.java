/** What the shop Zuckerhut does its own way. */
@NullMarked
package org.souk.zuckerhut.internal;

import org.jspecify.annotations.NullMarked;
