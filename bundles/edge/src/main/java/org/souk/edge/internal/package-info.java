/** The web edge: registers contexts and servlets once, at boot, and hands each request to the back end that is there. */
@NullMarked
package org.souk.edge.internal;

import org.jspecify.annotations.NullMarked;
