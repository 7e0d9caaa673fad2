/** Sessions that go from one host to another. */
@NullMarked
package org.souk.core.internal.session;

import org.jspecify.annotations.NullMarked;
