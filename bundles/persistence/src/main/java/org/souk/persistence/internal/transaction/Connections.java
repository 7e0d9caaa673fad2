package org.souk.persistence.internal.transaction;

import javax.sql.DataSource;
import org.souk.persistence.internal.entity.EntityManagers;

/**
 * The sources of a transaction.
 *
 * @param pool lends connections in auto-commit mode, and wants them back in it
 * @param entities for transactions that use entities
 */
public record Connections(DataSource pool, EntityManagers entities) {}
