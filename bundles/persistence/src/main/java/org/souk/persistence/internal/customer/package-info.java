/** Customers and their sessions. Accounts are entities; sessions are hot rows and sign-in has a fixed order of locks, so these are SQL. */
@NullMarked
package org.souk.persistence.internal.customer;

import org.jspecify.annotations.NullMarked;
