/**
 * The web edge: registers contexts and servlets once, at startup. Requests go to the current back end, a servlet of another bundle, or wait
 * while that bundle is replaced.
 */
@NullMarked
package org.souk.edge.internal;

import org.jspecify.annotations.NullMarked;
