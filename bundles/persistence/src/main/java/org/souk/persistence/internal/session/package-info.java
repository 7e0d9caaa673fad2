/** Codes that hand sessions over, as rows. */
@NullMarked
package org.souk.persistence.internal.session;

import org.jspecify.annotations.NullMarked;
