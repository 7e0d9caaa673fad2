package org.souk.persistence.internal.transaction;

import javax.sql.DataSource;
import org.souk.persistence.internal.entity.EntityManagers;

/**
 * Where transactions get their connections and entity managers.
 *
 * @param pool lends connections in auto-commit mode, and wants them back in it
 * @param entities for transactions that use entities
 */
public record Connections(DataSource pool, EntityManagers entities) {}
