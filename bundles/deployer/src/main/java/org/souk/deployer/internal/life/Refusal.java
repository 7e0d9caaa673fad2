package org.souk.deployer.internal.life;

import java.time.Instant;
import java.util.List;
import org.souk.api.catalog.Problem;

/**
 * A version that was refused.
 *
 * @param source where it came from
 * @param id as far as it is known
 * @param version may be empty
 * @param waits whether nothing is wrong with it but what another catalog holds: tried again when one goes
 */
record Refusal(String source, String id, String version, Instant at, boolean waits, List<Problem> problems) {}
