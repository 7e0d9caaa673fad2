/**
 * Health checks: whether this container is alive, and whether it is ready for requests. Apache Felix Health Checks runs them;
 * this package selects them and turns the results into reports.
 */
@NullMarked
package org.souk.admin.internal.health;

import org.jspecify.annotations.NullMarked;
