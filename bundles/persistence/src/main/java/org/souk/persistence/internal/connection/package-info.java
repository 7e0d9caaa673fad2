/**
 * Connects to the database and monitors it. Calls are admitted while the database answers and its schema is up to date, and refused at once
 * otherwise.
 */
@NullMarked
package org.souk.persistence.internal.connection;

import org.jspecify.annotations.NullMarked;
