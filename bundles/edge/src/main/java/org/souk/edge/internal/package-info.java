/** The web edge: registers contexts and servlets once, at startup. Requests go to the current back end, or wait while it is replaced. */
@NullMarked
package org.souk.edge.internal;

import org.jspecify.annotations.NullMarked;
