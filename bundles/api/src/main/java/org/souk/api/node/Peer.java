package org.souk.api.node;

import java.time.Instant;

/**
 * A container that shares the database, as it last reported itself there.
 *
 * @param version of the distribution
 * @param seenAt time of that report, by the database's clock
 */
public record Peer(String name, Role role, String version, Instant seenAt) {}
