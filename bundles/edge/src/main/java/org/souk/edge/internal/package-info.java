/**
 * The web edge: registers contexts and servlets once, at startup. Each request goes to the current back end, or waits while the back end is
 * replaced.
 */
@NullMarked
package org.souk.edge.internal;

import org.jspecify.annotations.NullMarked;
