package org.souk.api.customer;

import java.time.Instant;

/**
 * A customer account: a shopper who registered, and can sign in to find carts and orders again.
 *
 * @param id stays the same as long as the account exists
 * @param email as typed at registration
 * @param registeredAt by the database's clock
 */
public record Customer(CustomerId id, String email, Instant registeredAt) {}
