/**
 * The OpenJPA entities of orders, payment attempts and customers, and the set-up of OpenJPA. Entities never leave this bundle: stores return the
 * records of the API.
 */
@NullMarked
package org.souk.persistence.internal.entity;

import org.jspecify.annotations.NullMarked;
