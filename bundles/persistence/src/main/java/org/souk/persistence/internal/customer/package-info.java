/**
 * Customers and their sessions. Accounts are OpenJPA entities. Sessions are used by many requests, and sign-in has a fixed order of locks,
 * so SQL does both.
 */
@NullMarked
package org.souk.persistence.internal.customer;

import org.jspecify.annotations.NullMarked;
