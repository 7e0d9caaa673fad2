package org.souk.api.customer;

import java.time.Instant;

/**
 * A customer account: a shopper who registered.
 *
 * @param id never changes
 * @param email as typed at registration
 * @param registeredAt by the database's clock
 */
public record Customer(CustomerId id, String email, Instant registeredAt) {}
