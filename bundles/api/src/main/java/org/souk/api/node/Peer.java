package org.souk.api.node;

import java.time.Instant;

/**
 * A container that shares the database.
 *
 * @param version of the distribution
 * @param seenAt when it last reported itself, by the database's clock
 */
public record Peer(String name, Role role, String version, Instant seenAt) {}
