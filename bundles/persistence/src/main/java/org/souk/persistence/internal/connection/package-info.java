/**
 * Connects to the database and keeps watching it. Calls are admitted while it answers and its schema is right, and refused at once
 * otherwise.
 */
@NullMarked
package org.souk.persistence.internal.connection;

import org.jspecify.annotations.NullMarked;
